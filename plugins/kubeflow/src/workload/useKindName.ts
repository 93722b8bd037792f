import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useKinds } from '@kubeflow-portal/plugin-kubeflow-react';
import { kubeflowTranslationRef } from '../translation/ref';

/** What people call a kind: `TrainJob`. The word "object" until the kinds are known, or when this one is not. */
export function useKindName(kindId: string): string {
  const { byId } = useKinds();
  const { t } = useTranslationRef(kubeflowTranslationRef);
  return byId.get(kindId)?.kind ?? t('workload.object');
}
