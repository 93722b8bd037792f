import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { parseTime } from '@kubeflow-portal/plugin-kubeflow-react';
import { isOver } from '../../graph/taskStates';

/** When something happened, in milliseconds since 1970. `ready` to `begin` is waiting, `begin` to `end` is work. */
export interface TaskTimes {
  /** It could have begun: everything before it was done. */
  ready: number;
  begin: number;
  end: number;
}

/**
 * When a task waited and worked; `undefined` when it has done neither. Clocks of a cluster differ, so that an end can
 * lie before its beginning: it is then taken for the same.
 *
 * @param now - End of what goes on
 */
export function taskTimes(
  task: Pick<RunTask, 'createdAt' | 'startedAt' | 'finishedAt' | 'state'>,
  now: number,
): TaskTimes | undefined {
  const created = parseTime(task.createdAt);
  const started = parseTime(task.startedAt);
  const finished = parseTime(task.finishedAt);
  const ready = created ?? started ?? finished;
  if (ready === undefined) {
    return undefined;
  }
  const over = isOver(task.state) ? (finished ?? started ?? ready) : now;
  const begin = Math.max(ready, started ?? finished ?? over);
  return { ready, begin, end: Math.max(begin, finished ?? over) };
}

/** From the first to the last of several; `undefined` of none. */
export function spanOf(
  times: readonly (TaskTimes | undefined)[],
): TaskTimes | undefined {
  let span: TaskTimes | undefined;
  for (const each of times) {
    if (each) {
      span = span
        ? {
            ready: Math.min(span.ready, each.ready),
            begin: Math.min(span.begin, each.begin),
            end: Math.max(span.end, each.end),
          }
        : each;
    }
  }
  return span;
}
