import type {
  PipelineNode,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from '../../graph/graphIndex';
import { taskTimes, type TaskTimes } from './taskTimes';

interface Worked {
  task: RunTask;
  times: TaskTimes;
}

/**
 * The tasks that decided how long a run took, first to last: the one that ended last, before it the one that it
 * waited for longest, and so on. To make the run faster, one of these has to become faster.
 *
 * @param now - End of what goes on
 */
export function criticalPath(
  index: GraphIndex,
  tasks: readonly RunTask[],
  now: number,
): RunTask[] {
  const worked = tasks.flatMap(task => {
    const times = taskTimes(task, now);
    const works =
      index.byId.has(task.path) &&
      index.childrenOf(task.path).length === 0 &&
      task.state !== 'skipped';
    return times && works ? [{ task, times }] : [];
  });
  const inside = workedInside(index, worked);
  const path: RunTask[] = [];
  const seen = new Set<Worked>();
  let current = lastOf(worked);
  while (current && !seen.has(current)) {
    seen.add(current);
    path.unshift(current.task);
    current = lastBefore(index, inside, current);
  }
  return path;
}

/** What ended last; of several that go on, the one that began first. */
function lastOf(worked: readonly Worked[]): Worked | undefined {
  return worked.reduce<Worked | undefined>(
    (last, each) =>
      last === undefined ||
      each.times.end > last.times.end ||
      (each.times.end === last.times.end && each.times.begin < last.times.begin)
        ? each
        : last,
    undefined,
  );
}

/** Of everything that a task had to wait for, what ended last. */
function lastBefore(
  index: GraphIndex,
  inside: ReadonlyMap<string, readonly Worked[]>,
  { task, times }: Worked,
): Worked | undefined {
  const asked = new Set<string>();
  // What lies at the beginning of a container waited for what the container waited for.
  const before = (id: string): Worked[] => {
    if (asked.has(id)) {
      return [];
    }
    asked.add(id);
    const edges = index.before(id);
    const parent = index.byId.get(index.byId.get(id)?.parentId ?? '');
    if (edges.length === 0) {
      return parent ? [...turnsBefore(parent), ...before(parent.id)] : [];
    }
    return edges.flatMap(({ from }) => {
      const done = workedIn(index, inside, from, task.iterations);
      // One that was skipped passes on the waiting.
      return done.length > 0 ? done : before(from);
    });
  };
  // Where only a few iterations may run at once, the next one waits for one of them to end.
  const turnsBefore = ({ id, loop }: PipelineNode): Worked[] =>
    loop?.parallelism
      ? workedIn(index, inside, id, task.iterations).filter(
          each => each.times.end <= times.ready,
        )
      : [];
  return lastOf(before(task.path));
}

/** What has worked, by the nodes that it is of or lies in. */
function workedInside(
  index: GraphIndex,
  worked: readonly Worked[],
): Map<string, Worked[]> {
  const inside = new Map<string, Worked[]>();
  for (const each of worked) {
    const { path } = each.task;
    for (const id of [path, ...index.around(path).map(node => node.id)]) {
      const found = inside.get(id);
      if (found) {
        found.push(each);
      } else {
        inside.set(id, [each]);
      }
    }
  }
  return inside;
}

/** What has worked in a node, in the same iterations of the loops around it. */
function workedIn(
  index: GraphIndex,
  inside: ReadonlyMap<string, readonly Worked[]>,
  id: string,
  iterations: readonly number[],
): Worked[] {
  const depth = index.loopsAround(id).length;
  return (inside.get(id) ?? []).filter(({ task }) =>
    task.iterations
      .slice(0, depth)
      .every(
        (number, at) =>
          iterations[at] === undefined || iterations[at] === number,
      ),
  );
}
