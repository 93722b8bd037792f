import { useEffect, useRef } from 'react';
import type { StreamStatus } from '../stream/StreamConnection';

/** How often something is asked for again while no stream reaches the page. */
const POLL_MILLISECONDS = 15_000;

/** No stream, although one is wanted: some proxies never let one through. */
export function isCut(status: StreamStatus): boolean {
  return status === 'reconnecting' || status === 'offline';
}

/** Calls `task` every 15 seconds while `active`. `task` need not be stable. */
export function usePolling(active: boolean, task: () => void): void {
  const latest = useRef(task);
  useEffect(() => {
    latest.current = task;
  });
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const timer = setInterval(() => latest.current(), POLL_MILLISECONDS);
    return () => clearInterval(timer);
  }, [active]);
}
