import {
  isTerminalState,
  type RunsQuery,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  useRuns,
  type RunsResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useEffect } from 'react';
import { FINISHED } from './runStatistics';

/** Pages that are asked for at most, to find enough finished runs among those of others. */
const MOST_PAGES = 4;

const PAGE_SIZE = 50;

/** The newest runs of an entity: enough to say how its last finished ones went. */
export function useRecentRuns(
  cluster: string,
  query: Pick<RunsQuery, 'namespace' | 'pipeline' | 'experiment'>,
): RunsResult & { isComplete: boolean } {
  const list = useRuns(cluster, {
    ...query,
    sort: 'created',
    order: 'desc',
    pageSize: PAGE_SIZE,
  });
  const { data = [], hasMore, isLoadingMore, error, loadMore } = list;
  const finished = data.filter(
    ({ state }) => isTerminalState(state) && state !== 'cancelled',
  ).length;
  const wantsMore =
    hasMore &&
    finished < FINISHED &&
    list.pageCount < MOST_PAGES &&
    error === undefined;
  useEffect(() => {
    if (wantsMore && !isLoadingMore) {
      loadMore();
    }
  }, [wantsMore, isLoadingMore, loadMore]);
  return { ...list, isComplete: !wantsMore && list.data !== undefined };
}
