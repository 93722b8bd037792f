import { Alert } from '@backstage/ui';
import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { useKindName } from './useKindName';

/** Says that the object is going or has gone; nothing while it is there. */
export function GoneNotice(props: {
  detail: WorkloadDetail;
  isDeleted: boolean;
}) {
  const { detail, isDeleted } = props;
  const { t } = useKubeflowTranslation();
  const kind = useKindName(detail.workload.kind);
  if (isDeleted) {
    return (
      <Alert
        status="warning"
        icon
        role="status"
        title={t('workload.deletedTitle', { kind })}
        description={t('workload.deleted')}
      />
    );
  }
  return detail.workload.deleting ? (
    <Alert
      status="info"
      icon
      role="status"
      title={t('workload.deletingTitle', { kind })}
      description={t('workload.deleting')}
    />
  ) : null;
}
