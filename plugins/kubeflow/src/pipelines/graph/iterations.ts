import type {
  RunTask,
  TaskState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from './graphIndex';
import { isOver, joinedState } from './taskStates';

/** Which iteration of a loop is shown, by the loop's id; all of one that has no entry. */
export type IterationChoice = ReadonlyMap<string, number>;

/** The iterations of one loop that a run has come to. */
export interface LoopIterations {
  /** As many as are known: those that the specification names, or the run has begun. */
  total: number;
  done: number;
  failed: number;
  /** By number from 0, those that have begun, in order. */
  begun: { number: number; state: TaskState }[];
}

const NAME = 'iteration';

/** `?iteration=<loop's id>@<number>`, once for each loop. */
export function parseIterations(search: URLSearchParams): IterationChoice {
  const choice = new Map<string, number>();
  for (const text of search.getAll(NAME)) {
    const at = text.lastIndexOf('@');
    const number = text.slice(at + 1);
    if (at > 0 && /^\d{1,6}$/.test(number)) {
      choice.set(text.slice(0, at), Number(number));
    }
  }
  return choice;
}

/** The address with another iteration of a loop. @param number - Absent: all of them */
export function writeIteration(
  search: URLSearchParams,
  loopId: string,
  number: number | undefined,
): URLSearchParams {
  const changed = new URLSearchParams(search);
  changed.delete(NAME);
  const choice = new Map(parseIterations(search));
  if (number === undefined) {
    choice.delete(loopId);
  } else {
    choice.set(loopId, number);
  }
  choice.forEach((each, id) => changed.append(NAME, `${id}@${each}`));
  return changed;
}

/** Whether a task belongs to the iterations that are shown. */
export function isOfChoice(
  index: GraphIndex,
  { path, iterations }: RunTask,
  choice: IterationChoice,
): boolean {
  if (choice.size === 0 || iterations.length === 0) {
    return true;
  }
  return index.loopsAround(path).every(({ id }, depth) => {
    const wanted = choice.get(id);
    return (
      wanted === undefined ||
      iterations[depth] === undefined ||
      iterations[depth] === wanted
    );
  });
}

/** The iterations of every loop, those of an inner loop within the chosen iteration of the outer one. */
export function loopIterations(
  index: GraphIndex,
  tasks: readonly RunTask[],
  choice: IterationChoice,
): Map<string, LoopIterations> {
  const found = new Map<string, Map<number, IterationTasks>>();
  for (const task of tasks) {
    const node = index.byId.get(task.path);
    if (node) {
      const around = index.loopsAround(node.id);
      collect(
        found,
        node.type === 'loop' ? [...around, node] : around,
        task,
        choice,
      );
    }
  }
  const loops = index.graph.nodes.filter(({ type }) => type === 'loop');
  return new Map(
    loops.map(({ id, loop }) => {
      const begun = [...(found.get(id) ?? [])]
        .map(([number, { own, inner }]) => ({
          number,
          state: own ?? joinedState(inner),
        }))
        .sort((one, other) => one.number - other.number);
      const known = (begun.at(-1)?.number ?? -1) + 1;
      return [
        id,
        {
          total: Math.max(loop?.items?.length ?? 0, known),
          done: begun.filter(({ state }) => isOver(state)).length,
          failed: begun.filter(({ state }) => state === 'failed').length,
          begun,
        },
      ];
    }),
  );
}

/** What is known of one iteration. */
interface IterationTasks {
  /** Of the iteration as a whole, where the server tells of it. */
  own?: TaskState;
  inner: TaskState[];
}

/** Counts a task for each loop around it, down to the first of which another iteration is shown. */
function collect(
  found: Map<string, Map<number, IterationTasks>>,
  loops: readonly { id: string }[],
  { path, iterations, state }: RunTask,
  choice: IterationChoice,
): void {
  for (const [depth, { id }] of loops.entries()) {
    const number = iterations[depth];
    if (number === undefined) {
      return;
    }
    const byNumber = found.get(id) ?? new Map<number, IterationTasks>();
    found.set(id, byNumber);
    const tasks = byNumber.get(number) ?? { inner: [] };
    byNumber.set(number, tasks);
    if (id === path) {
      tasks.own = state;
    } else {
      tasks.inner.push(state);
    }
    const wanted = choice.get(id);
    if (wanted !== undefined && wanted !== number) {
      return;
    }
  }
}
