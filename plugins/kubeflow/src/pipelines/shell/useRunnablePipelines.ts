import type { Pipeline } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  usePipelines,
  type PipelinesListResult,
  type QueryResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useEffect, useMemo } from 'react';

/** As many as a server gives at once, by name. */
const page = { pageSize: 200, sort: 'name', order: 'asc' } as const;

/** A choice of more than a thousand pipelines is none. */
const PAGES = 5;

/**
 * The pipelines that can be run in a namespace: those of all, and its own. The API gives either these or those
 * (`ListPipelinesRequest.namespace`).
 *
 * @param namespace - Only of servers that have some
 */
export function useRunnablePipelines(
  cluster: string,
  namespace: string | undefined,
): QueryResult<Pipeline[]> {
  const shared = usePipelines(cluster, page);
  const own = usePipelines(
    cluster,
    { ...page, namespace },
    { enabled: namespace !== undefined },
  );
  useAllPages(shared);
  useAllPages(own);
  const data = useMemo(() => {
    if (!shared.data || (namespace !== undefined && !own.data)) {
      return undefined;
    }
    const all = new Map(
      [...(own.data ?? []), ...shared.data].map(each => [each.id, each]),
    );
    return [...all.values()].sort((one, other) =>
      one.name.localeCompare(other.name),
    );
  }, [shared.data, own.data, namespace]);
  return {
    ...shared,
    data,
    error: shared.error ?? own.error,
    retry: () => {
      shared.retry();
      own.retry();
    },
  };
}

function useAllPages(list: PipelinesListResult<Pipeline>) {
  const { hasMore, isLoadingMore, pageCount, loadMore } = list;
  useEffect(() => {
    if (hasMore && !isLoadingMore && pageCount < PAGES) {
      loadMore();
    }
  }, [hasMore, isLoadingMore, pageCount, loadMore]);
}
