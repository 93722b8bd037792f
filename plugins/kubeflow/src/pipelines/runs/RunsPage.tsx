import { RiAddLine } from '@remixicon/react';
import { usePipelinesHref } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionButton } from '../shell/ActionButton';
import { PipelinesFrame, type PipelinesPlace } from '../shell/PipelinesFrame';
import { RunsTable } from './RunsTable';

/** All runs of a cluster, or of a namespace of it. */
export function RunsPage() {
  const { t } = useKubeflowTranslation();
  return (
    <PipelinesFrame
      title={t('runs.title')}
      actions={place => <NewRunButton place={place} />}
    >
      {place => <RunsTable key={place.cluster} place={place} />}
    </PipelinesFrame>
  );
}

function NewRunButton(props: { place: PipelinesPlace }) {
  const { cluster, namespace, readOnly } = props.place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  return (
    <ActionButton
      variant="primary"
      iconStart={<RiAddLine aria-hidden="true" />}
      href={href.newRun(cluster, { namespace })}
      reason={readOnly}
    >
      {t('runs.newRun')}
    </ActionButton>
  );
}
