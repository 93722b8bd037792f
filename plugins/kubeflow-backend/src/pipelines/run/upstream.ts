import type {
  PipelineGraph,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** A task that never ran because of others. */
export interface HeldBack {
  taskId?: string;
  taskName: string;
  /** What failed before it. */
  upstream: { name: string; message?: string }[];
}

const MAX_HELD_BACK = 50;

/**
 * The tasks that did not run because something that they wait for failed, however far before them. A task that its own
 * condition kept from running is none of them. What lies within a part of the pipeline that did not run goes with it.
 */
export function findHeldBack(
  graph: PipelineGraph,
  tasks: readonly RunTask[],
): HeldBack[] {
  const byPath = new Map<string, RunTask[]>();
  for (const task of tasks) {
    byPath.set(task.path, [...(byPath.get(task.path) ?? []), task]);
  }
  const before = new Map<string, string[]>();
  for (const { from, to, type } of graph.edges) {
    // A task that follows an end however it comes is not held back by it.
    if (type !== 'exit') {
      before.set(to, [...(before.get(to) ?? []), from]);
    }
  }
  const held: HeldBack[] = [];
  const heldPaths = new Set<string>();
  for (const node of graph.nodes) {
    const ran = byPath.get(node.id) ?? [];
    const isIdle = ran.every(({ state }) =>
      ['pending', 'skipped', 'unknown'].includes(state),
    );
    if (!isIdle || (node.parentId && heldPaths.has(node.parentId))) {
      if (isIdle) {
        heldPaths.add(node.id);
      }
      continue;
    }
    const causes = failedBefore(node.id, before, byPath);
    if (causes.length > 0 && held.length < MAX_HELD_BACK) {
      heldPaths.add(node.id);
      held.push({
        taskId: ran[0]?.id,
        taskName: ran[0]?.name ?? node.name,
        upstream: causes.map(({ name, message }) => ({ name, message })),
      });
    }
  }
  return held;
}

function failedBefore(
  id: string,
  before: ReadonlyMap<string, string[]>,
  byPath: ReadonlyMap<string, RunTask[]>,
): RunTask[] {
  const seen = new Set<string>();
  const open = [...(before.get(id) ?? [])];
  const failed = new Set<RunTask>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) {
      continue;
    }
    seen.add(next);
    for (const task of byPath.get(next) ?? []) {
      if (task.state === 'failed') {
        failed.add(task);
      }
    }
    open.push(...(before.get(next) ?? []));
  }
  return [...failed];
}
