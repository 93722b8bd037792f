import { useApi } from '@backstage/frontend-plugin-api';
import {
  isTerminalState,
  type RunDetail,
  type RunDiagnosisResponse,
  type RunPodsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useEffect, useRef } from 'react';
import type { QueryResult } from '../../hooks/QueryResult';
import { useKubeflowQueryClient } from '../../hooks/useKubeflowQueryClient';
import { useKubeflowStream } from '../../hooks/useKubeflowStream';
import { useThrottle } from '../../hooks/useThrottle';
import type { StreamStatus } from '../../stream/StreamConnection';
import {
  kubeflowPipelinesApiRef,
  type PipelinesRecordRef,
} from '../api/KubeflowPipelinesApi';
import { pipelinesKeys } from './pipelinesKeys';
import { usePipelinesRecord } from './usePipelinesRecord';

/**
 * A run that goes on is asked for this often beside its stream: the server hears of a change after the cluster does,
 * and not every server runs where the portal watches.
 */
const LIVE_MILLISECONDS = 5_000;
const REFRESH_MILLISECONDS = 1_000;

/** @public */
export interface RunResult extends QueryResult<RunDetail> {
  live: StreamStatus;
}

/** What the parts of a run's page take. @public */
export interface RunPartOptions {
  /** `false`: ask for nothing yet. Default: `true`. */
  enabled?: boolean;
  /** The run goes on: ask again every few seconds. Default: `false`. */
  isLive?: boolean;
}

/**
 * One run with its tasks, kept up to date. While the component is mounted, {@link useRunPods} and
 * {@link useRunDiagnosis} follow the same changes.
 *
 * @public
 */
export function useRun(ref: PipelinesRecordRef): RunResult {
  const api = useApi(kubeflowPipelinesApiRef);
  const client = useKubeflowQueryClient();
  const result = usePipelinesRecord({
    queryKey: pipelinesKeys.detail('runs', ref),
    load: signal => api.getRun(ref, { signal }),
    pollMilliseconds: detail =>
      detail && !isTerminalState(detail.run.state)
        ? LIVE_MILLISECONDS
        : undefined,
  });
  const refresh = useThrottle(
    () =>
      client.invalidateQueries(
        { queryKey: pipelinesKeys.record('runs', ref) },
        { cancelRefetch: false },
      ),
    () => REFRESH_MILLISECONDS,
  );
  const isLive =
    result.data !== undefined && !isTerminalState(result.data.run.state);
  const wasLive = useRef(isLive);
  useEffect(() => {
    // What is known of its pods and of why it failed is from before its end, and is not asked for again by itself.
    if (wasLive.current && !isLive) {
      refresh.request();
    }
    wasLive.current = isLive;
  }, [isLive, refresh]);
  const live = useKubeflowStream({
    filter: {
      cluster: [ref.cluster],
      kind: ['workflow'],
      labelSelector: `pipeline/runid=${ref.id}`,
    },
    enabled: result.data !== undefined && isLabelValue(ref.id),
    onEvents: events => {
      if (events.some(({ type }) => type === 'upsert' || type === 'remove')) {
        refresh.request();
      }
    },
  });
  return { ...result, live };
}

/** The pods of a run that the cluster still has, their events, and the workloads that its tasks started. @public */
export function useRunPods(
  ref: PipelinesRecordRef,
  options: RunPartOptions = {},
): QueryResult<RunPodsResponse> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesRecord({
    queryKey: pipelinesKeys.runPods(ref),
    load: signal => api.listRunPods(ref, { signal }),
    enabled: options.enabled,
    pollMilliseconds: () => (options.isLive ? LIVE_MILLISECONDS : undefined),
  });
}

/** Why a run failed or does not go on. @public */
export function useRunDiagnosis(
  ref: PipelinesRecordRef,
  options: RunPartOptions = {},
): QueryResult<RunDiagnosisResponse> {
  const api = useApi(kubeflowPipelinesApiRef);
  return usePipelinesRecord({
    queryKey: pipelinesKeys.runDiagnosis(ref),
    load: signal => api.getRunDiagnosis(ref, { signal }),
    enabled: options.enabled,
    pollMilliseconds: () =>
      options.isLive ? 3 * LIVE_MILLISECONDS : undefined,
  });
}

/** An id from an address can be anything; only one that can be a label selects something. */
function isLabelValue(text: string): boolean {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text);
}
