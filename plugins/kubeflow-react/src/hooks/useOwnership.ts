import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { useKubeflowQueryClient } from './useKubeflowQueryClient';

const none: string[] = [];

/** The entity refs that the signed-in user owns things as: the user and its groups. Empty until known. @public */
export function useOwnership(): string[] {
  const identityApi = useApi(identityApiRef);
  const query = useQuery(
    {
      queryKey: ['kubeflow', 'identity'],
      queryFn: () => identityApi.getBackstageIdentity(),
      staleTime: Number.POSITIVE_INFINITY,
    },
    useKubeflowQueryClient(),
  );
  return query.data?.ownershipEntityRefs ?? none;
}
