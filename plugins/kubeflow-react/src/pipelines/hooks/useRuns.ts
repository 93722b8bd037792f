import { useApi } from '@backstage/frontend-plugin-api';
import {
  isTerminalState,
  type Run,
  type RunsQuery,
  type RunsResponse,
  type Warning,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import { useKubeflowStream } from '../../hooks/useKubeflowStream';
import type { StreamStatus } from '../../stream/StreamConnection';
import { kubeflowPipelinesApiRef } from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';
import {
  usePipelinesList,
  type PipelinesListOptions,
  type PipelinesListResult,
} from './usePipelinesList';

/** @public */
export interface UseRunsOptions extends PipelinesListOptions {
  /**
   * Follow changes through a stream of its own, beside asking every 15 seconds while a run goes on. Default: `true`.
   * A page with several lists opens one itself.
   */
  live?: boolean;
}

/** @public */
export interface RunsResult extends PipelinesListResult<Run> {
  warnings: Warning[];
  live: StreamStatus;
}

/** The runs of a cluster, page by page, kept up to date. @public */
export function useRuns(
  cluster: string,
  query: Omit<RunsQuery, 'pageToken'> = {},
  options: UseRunsOptions = {},
): RunsResult {
  const { enabled = true, live: wantsStream = true } = options;
  const api = useApi(kubeflowPipelinesApiRef);
  const { pages, ...list } = usePipelinesList<Run, RunsResponse>({
    queryKey: pipelinesKeys.list(cluster, 'runs', query),
    load: (pageToken, signal) =>
      api.listRuns(cluster, { ...query, pageToken }, { signal }),
    mayChange: hasLiveRun,
    enabled,
  });
  const warnings = useMemo(() => pages.flatMap(page => page.warnings), [pages]);
  // Runs are Argo Workflows in the cluster: a change of one says when to ask the Pipelines API again.
  const live = useKubeflowStream({
    filter: {
      cluster: [cluster],
      namespace: query.namespace ? [query.namespace] : undefined,
      kind: ['workflow'],
    },
    enabled: wantsStream && enabled && list.data !== undefined,
    onEvents: events => {
      if (events.some(({ type }) => type === 'upsert' || type === 'remove')) {
        list.refresh();
      }
    },
  });
  return { ...list, warnings, live };
}

function hasLiveRun(runs: readonly Run[]): boolean {
  return runs.some(({ state }) => !isTerminalState(state));
}
