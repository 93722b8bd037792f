import { RiAddLine } from '@remixicon/react';
import { usePipelinesHref } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionButton } from '../shell/ActionButton';
import { PipelinesFrame } from '../shell/PipelinesFrame';
import { RecurringList } from './RecurringList';

/** The recurring runs of a cluster, or of a namespace of it. */
export function RecurringListPage() {
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  return (
    <PipelinesFrame
      title={t('pipelines.recurring.title')}
      actions={({ cluster, namespace, readOnly }) => (
        <ActionButton
          variant="primary"
          iconStart={<RiAddLine />}
          href={href.newRun(cluster, { namespace })}
          reason={readOnly}
        >
          {t('pipelines.recurring.create')}
        </ActionButton>
      )}
    >
      {place => <RecurringList place={place} />}
    </PipelinesFrame>
  );
}
