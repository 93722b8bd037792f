import { useApi } from '@backstage/frontend-plugin-api';
import type { StreamEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import { useEffect, useRef, useState } from 'react';
import { kubeflowApiRef, type KubeflowStreamRequest } from '../api/KubeflowApi';
import {
  StreamConnection,
  type StreamStatus,
} from '../stream/StreamConnection';

/** Changes that come within this time are handed over together: one render instead of many. */
const BATCH_MILLISECONDS = 50;

/** @public */
export interface UseKubeflowStreamOptions extends KubeflowStreamRequest {
  /** `false` keeps the stream closed, for instance until the first answer has come. Default: `true`. */
  enabled?: boolean;
  /** Called with the changes since the last call, in order. Need not be stable. */
  onEvents: (events: StreamEvent[]) => void;
}

/**
 * Follows changes while the component is mounted. A page opens one of these.
 *
 * The stream is opened anew when the filter or the object changes; a changed `since` alone does not reopen it.
 *
 * @public
 */
export function useKubeflowStream(
  options: UseKubeflowStreamOptions,
): StreamStatus {
  const api = useApi(kubeflowApiRef);
  const { enabled = true, filter, object } = options;
  const [status, setStatus] = useState<StreamStatus>('connecting');
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  // What is asked for, by value: callers build the filter anew on each render.
  const asked = JSON.stringify({ filter, object });

  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    let batch: StreamEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const events = batch;
      batch = [];
      latest.current.onEvents(events);
    };
    const request = JSON.parse(asked) as KubeflowStreamRequest;
    const connection = new StreamConnection({
      connect: attempt =>
        api.stream({ ...request, since: latest.current.since }, attempt),
      onStatus: setStatus,
      onMessage: ({ event }) => {
        batch.push(event);
        timer ??= setTimeout(flush, BATCH_MILLISECONDS);
      },
    });
    connection.open();
    return () => {
      connection.close();
      clearTimeout(timer);
      setStatus('connecting');
    };
  }, [api, enabled, asked]);

  return status;
}
