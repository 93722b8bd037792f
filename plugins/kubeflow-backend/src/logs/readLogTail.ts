import type { LogLine } from '@kubeflow-portal/plugin-kubeflow-common';
import type { RouteContext } from '../routes/RouteContext';
import type { LogAddress } from './PodLogSource';

/**
 * The last lines of a log, numbered as its viewers see them, since it is the same reading. What cannot be read within
 * `patience` milliseconds, or at all, gives what is there, which may be nothing.
 */
export async function readLogTail(
  context: Pick<RouteContext, 'logs'>,
  address: LogAddress,
  options: { lines: number; patience: number },
): Promise<LogLine[]> {
  const lease = context.logs.open(address);
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      lease.value.settled,
      new Promise<void>(resolve => {
        timer = setTimeout(resolve, options.patience);
      }),
    ]);
    return lease.value.buffer.last(options.lines);
  } finally {
    clearTimeout(timer);
    lease.release();
  }
}
