import { useEffect, useRef, useState } from 'react';
import { Throttle } from '../stream/Throttle';

/**
 * Runs a task at most once per interval, and once more for what was asked for meanwhile. Lives as long as the
 * component and always runs the newest task.
 *
 * @param interval - Milliseconds between two starts; asked again for each
 * @public
 */
export function useThrottle(
  task: () => Promise<unknown> | void,
  interval: () => number,
): { request: () => void } {
  const latest = useRef({ task, interval });
  useEffect(() => {
    latest.current = { task, interval };
  });
  const current = useRef<Throttle>();
  useEffect(() => {
    const throttle = new Throttle(
      () => latest.current.task(),
      () => latest.current.interval(),
    );
    current.current = throttle;
    return () => throttle.stop();
  }, []);
  const [handle] = useState(() => ({
    request: () => current.current?.request(),
  }));
  return handle;
}
