import { useKinds } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';

/** What people call a kind: `TrainJob`. The word "object" until the kinds are known, or when this one is not. */
export function useKindName(kindId: string): string {
  const { byId } = useKinds();
  const { t } = useKubeflowTranslation();
  return byId.get(kindId)?.kind ?? t('workload.object');
}
