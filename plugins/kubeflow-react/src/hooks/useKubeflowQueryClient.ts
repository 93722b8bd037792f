import { ResponseError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClient } from '@tanstack/react-query';
import { KubeflowResponseError } from '../api/KubeflowResponseError';
import { kubeflowApiRef, type KubeflowApi } from '../api/KubeflowApi';

/** One cache per API instance, that is per app, shared by its pages, cards and tabs. */
const clients = new WeakMap<KubeflowApi, QueryClient>();

/** The cache of answers that all hooks of this package share. It needs no provider around them. */
export function useKubeflowQueryClient(): QueryClient {
  const api = useApi(kubeflowApiRef);
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: { staleTime: 10_000, retry: isWorthRetrying },
      },
    });
    clients.set(api, client);
  }
  return client;
}

function isWorthRetrying(failures: number, error: Error): boolean {
  if (error instanceof KubeflowResponseError) {
    return false;
  }
  if (ResponseError.is(error) && error.statusCode < 500) {
    return false;
  }
  return failures < 1;
}
