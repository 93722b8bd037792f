import type { PipelineVersionDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { ManifestActions } from '../../../workload/manifest/ManifestActions';
import { ManifestView } from '../../../workload/manifest/ManifestView';
import { Section } from '../../../workload/Section';
import { yamlOfSpec } from '../yamlOfSpec';

/** The specification of a version, as the kfp compiler writes it. */
export function YamlTab(props: { detail: PipelineVersionDetail }) {
  const { pipeline, version, spec } = props.detail;
  const { t } = useKubeflowTranslation();
  const text = useMemo(() => yamlOfSpec(spec), [spec]);
  const name = `${pipeline.name} ${version.name}`;
  return (
    <Section
      title={t('pipelines.pipeline.tabs.yaml')}
      actions={
        <ManifestActions
          text={text}
          // A name can hold anything; a file's name cannot.
          fileName={`${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.yaml`}
        />
      }
    >
      <ManifestView
        text={text}
        label={t('pipelines.pipeline.yamlOf', { name })}
      />
    </Section>
  );
}
