import { useApi } from '@backstage/frontend-plugin-api';
import type {
  RecurringRun,
  RecurringRunsQuery,
  RecurringRunsResponse,
  Warning,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useMemo } from 'react';
import type { QueryResult } from '../../hooks/QueryResult';
import {
  kubeflowPipelinesApiRef,
  type PipelinesRecordRef,
} from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';
import {
  usePipelinesList,
  type PipelinesListOptions,
  type PipelinesListResult,
} from './usePipelinesList';
import { usePipelinesRecord } from './usePipelinesRecord';

/** @public */
export interface RecurringRunsResult extends PipelinesListResult<RecurringRun> {
  warnings: Warning[];
}

/** The recurring runs of a cluster, of a namespace or of an experiment. @public */
export function useRecurringRuns(
  cluster: string,
  query: Omit<RecurringRunsQuery, 'pageToken'> = {},
  options: PipelinesListOptions = {},
): RecurringRunsResult {
  const api = useApi(kubeflowPipelinesApiRef);
  const { pages, ...list } = usePipelinesList<
    RecurringRun,
    RecurringRunsResponse
  >({
    queryKey: pipelinesKeys.list(cluster, 'recurring-runs', query),
    load: (pageToken, signal) =>
      api.listRecurringRuns(cluster, { ...query, pageToken }, { signal }),
    enabled: options.enabled ?? true,
  });
  const warnings = useMemo(
    () => pages.flatMap(page => page.warnings ?? []),
    [pages],
  );
  return { ...list, warnings };
}

/** One recurring run. @public */
export function useRecurringRun(
  ref: PipelinesRecordRef,
  options: PipelinesListOptions = {},
): QueryResult<RecurringRun> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesRecord({
    queryKey: pipelinesKeys.detail('recurring-runs', ref),
    load: signal => api.getRecurringRun(ref, { signal }),
    enabled: options.enabled,
  });
}
