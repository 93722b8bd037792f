import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import { RiFileCodeLine } from '@remixicon/react';
import { useMemo } from 'react';
import { stringify } from 'yaml';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ManifestActions } from '../../../workload/manifest/ManifestActions';
import { ManifestView } from '../../../workload/manifest/ManifestView';
import { Section } from '../../../workload/Section';
import { useRunOfPage } from '../RunContext';

/** The specification that the run was made of. */
export function SpecTab() {
  const { detail } = useRunOfPage();
  const { run, spec } = detail;
  const { t } = useKubeflowTranslation();
  const text = useMemo(
    () =>
      spec === undefined
        ? undefined
        : // Anchors for what occurs twice would make it harder to read.
          stringify(spec, { aliasDuplicateObjects: false }),
    [spec],
  );
  return text === undefined ? (
    <EmptyState
      icon={<RiFileCodeLine size={32} />}
      title={t('run.noSpecTitle')}
      description={t('run.noSpec')}
    />
  ) : (
    <Section
      title={t('run.spec')}
      actions={<ManifestActions text={text} fileName={`${run.name}.yaml`} />}
    >
      <ManifestView text={text} label={t('run.specOf', { name: run.name })} />
    </Section>
  );
}
