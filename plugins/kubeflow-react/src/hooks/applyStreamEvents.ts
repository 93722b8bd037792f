import type {
  ClustersResponse,
  StreamEvent,
  WorkloadDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { workloadRefOf } from '../api/workloadRef';
import { queryKeys } from './queryKeys';
import { patchPages, type WorkloadPages } from './workloadPages';

/**
 * Brings what the cache holds up to date with changes from a stream.
 *
 * @param dropsFrom - Lists that a removed object leaves at once: those that ask for what the stream asks for
 */
export function applyStreamEvents(
  client: QueryClient,
  events: readonly StreamEvent[],
  dropsFrom: (list: QueryKey) => boolean,
): void {
  for (const [key, pages] of client.getQueriesData<WorkloadPages>({
    queryKey: queryKeys.allLists,
  })) {
    if (pages) {
      const next = patchPages(pages, events, dropsFrom(key));
      if (next !== pages) {
        client.setQueryData(key, next);
      }
    }
  }
  for (const event of events) {
    if (event.type === 'upsert') {
      const { workload, sequence } = event;
      client.setQueryData<WorkloadDetail>(
        queryKeys.detail(workloadRefOf(workload)),
        detail =>
          detail && sequence > detail.sequence
            ? { ...detail, workload, sequence }
            : detail,
      );
    } else if (event.type === 'cluster') {
      const { cluster } = event;
      client.setQueryData<ClustersResponse>(
        queryKeys.clusters,
        clusters =>
          clusters && {
            items: clusters.items.some(item => item.name === cluster.name)
              ? clusters.items.map(item =>
                  item.name === cluster.name ? cluster : item,
                )
              : [...clusters.items, cluster],
          },
      );
    }
  }
}
