import type {
  StreamEvent,
  WorkloadFilter,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { QueryKey } from '@tanstack/react-query';
import type { StreamStatus } from '../stream/StreamConnection';
import { applyStreamEvents } from './applyStreamEvents';
import { useKubeflowQueryClient } from './useKubeflowQueryClient';
import { useKubeflowStream } from './useKubeflowStream';
import { isCut, usePolling } from './usePolling';

/** @public */
export interface UseLiveUpdatesOptions {
  /** Only changes of these. */
  filter?: WorkloadFilter;
  /** `sequence` of the answer that the page holds. */
  since?: number;
  /** Default: `true`. */
  enabled?: boolean;
  /** Lists that a removed object leaves at once. Default: all, which is right for a stream without a filter. */
  dropsFrom?: (list: QueryKey) => boolean;
  /**
   * Something changed: counts and order may be out of date. Also called every 15 seconds while the stream is cut.
   * Comes often; throttle what it does.
   */
  onChange: (events: readonly StreamEvent[]) => void;
}

/**
 * Opens the page's stream and brings every row on the page up to date as changes come in, whichever list it is in.
 *
 * @public
 */
export function useLiveUpdates(options: UseLiveUpdatesOptions): StreamStatus {
  const {
    filter,
    since,
    enabled = true,
    dropsFrom = () => true,
    onChange,
  } = options;
  const client = useKubeflowQueryClient();
  const status = useKubeflowStream({
    filter,
    since,
    enabled,
    onEvents: events => {
      applyStreamEvents(client, events, dropsFrom);
      if (events.some(event => event.type !== 'hello')) {
        onChange(events);
      }
    },
  });
  usePolling(enabled && isCut(status), () => onChange([]));
  return status;
}
