import type {
  PipelineGraph,
  PipelineNode,
} from '@kubeflow-portal/plugin-kubeflow-common';

/*
 * How Kubeflow Pipelines lays a pipeline out as an Argo Workflow (kubeflow/pipelines
 * backend/src/v2/compiler/argocompiler): each task is a node `<task>` after a node `<task>-driver`; a container runs in
 * a node `executor` within; a loop holds `iteration-driver` and, for each item, `iteration-iterations(0:0)` with
 * `iteration-item` in it; a task that waits for an end, however it comes, runs in `<task it waits for>.onExit`. The full
 * name of a node is that of the node around it, a dot, and its own.
 */

/** What a node of the workflow is there for. */
export type ArgoNodeUse =
  'root' | 'task' | 'driver' | 'executor' | 'attempt' | 'helper';

/** A node that a workflow of this pipeline could have. */
export interface ArgoNode {
  /** Full name. */
  name: string;
  /** Without the name of the node around it. */
  ownName: string;
  /** Full name of the node around it. */
  within: string;
  use: ArgoNodeUse;
  /** `PipelineNode.id`; '' for the root. */
  path: string;
  /** Index in each loop around the task, outermost first. */
  iterations: number[];
}

/** As many nodes as are looked for at most. */
const MAX_NODES = 100_000;

/**
 * The nodes that a workflow of this pipeline has so far: those that it could have, and that `exists` knows.
 *
 * @param exists - says of a full name whether the workflow has such a node
 */
export function argoNodes(
  graph: PipelineGraph,
  workflow: string,
  exists: (name: string) => boolean,
): ArgoNode[] {
  const children = new Map<string, PipelineNode[]>();
  for (const node of graph.nodes) {
    const siblings = children.get(node.parentId ?? '');
    if (siblings) {
      siblings.push(node);
    } else {
      children.set(node.parentId ?? '', [node]);
    }
  }
  const exitTargets = new Map<string, string>();
  for (const { type, from, to } of graph.edges) {
    if (type === 'exit') {
      exitTargets.set(to, from);
    }
  }
  const found: ArgoNode[] = [];
  const add = (
    within: string,
    ownName: string,
    about: Pick<ArgoNode, 'use' | 'path' | 'iterations'>,
  ): string | undefined => {
    const name = `${within}.${ownName}`;
    if (found.length >= MAX_NODES || !exists(name)) {
      return undefined;
    }
    found.push({ name, ownName, within, ...about });
    return name;
  };
  /** The tasks of a DAG whose contents lie within `base`. */
  const addDag = (base: string, path: string, iterations: number[]): void => {
    for (const node of children.get(path) ?? []) {
      const target = exitTargets.get(node.id);
      const own = node.taskKey;
      if (target === undefined) {
        addTask(base, own, node, iterations);
        continue;
      }
      const hook = add(base, `${lastOf(target)}.onExit`, {
        use: 'helper',
        path: node.id,
        iterations,
      });
      addTask(hook ?? base, own, node, iterations);
    }
  };
  const addTask = (
    base: string,
    own: string,
    node: PipelineNode,
    iterations: number[],
  ): void => {
    const about = { path: node.id, iterations };
    add(base, `${own}-driver`, { use: 'driver', ...about });
    const name = add(base, own, { use: 'task', ...about });
    if (name === undefined) {
      return;
    }
    if (node.type === 'loop') {
      addLoop(name, node, iterations);
    } else if (children.has(node.id)) {
      addDag(name, node.id, iterations);
    } else {
      const executor = add(name, 'executor', { use: 'executor', ...about });
      for (let attempt = 0; executor; attempt += 1) {
        if (!add(name, `executor(${attempt})`, { use: 'attempt', ...about })) {
          break;
        }
      }
    }
  };
  const addLoop = (
    name: string,
    node: PipelineNode,
    iterations: number[],
  ): void => {
    const about = { path: node.id, iterations };
    add(name, 'iteration-driver', { use: 'driver', ...about });
    const group = add(name, 'iteration-iterations', {
      use: 'helper',
      ...about,
    });
    for (let index = 0; group; index += 1) {
      const inner = [...iterations, index];
      const iteration = add(name, `iteration-iterations(${index}:${index})`, {
        use: 'helper',
        ...about,
      });
      if (!iteration) {
        break;
      }
      add(iteration, 'iteration-item-driver', { use: 'helper', ...about });
      const item = add(iteration, 'iteration-item', {
        use: 'helper',
        ...about,
      });
      if (item) {
        addDag(item, node.id, inner);
      }
    }
  };
  const root = { path: '', iterations: [] };
  found.push({
    name: workflow,
    ownName: workflow,
    within: '',
    use: 'helper',
    ...root,
  });
  add(workflow, 'root-driver', { use: 'driver', ...root });
  if (add(workflow, 'root', { use: 'root', ...root })) {
    addDag(`${workflow}.root`, '', []);
  }
  return found;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * The id that Argo gives a node: the workflow's name and a hash of the node's full name (argo-workflows
 * pkg/apis/workflow/v1alpha1 `Workflow.NodeID`: FNV-1a of 32 bits).
 */
export function argoNodeId(workflow: string, name: string): string {
  if (name === workflow) {
    return workflow;
  }
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return `${workflow}-${hash}`;
}
