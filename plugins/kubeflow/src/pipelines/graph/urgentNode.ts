import type { TaskState } from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from './graphIndex';
import type { NodeStatus } from './nodeStatus';

const urgent: readonly TaskState[] = ['failed', 'restarting', 'running'];

/** The task that a person wants to see first: the first to have failed, else one that runs. */
export function urgentNode(
  index: GraphIndex,
  statuses: ReadonlyMap<string, NodeStatus> | undefined,
): string | undefined {
  for (const state of urgent) {
    const found = index.graph.nodes
      .filter(({ id }) => statuses?.get(id)?.state === state)
      .map(({ id }) => ({
        id,
        isContainer: index.childrenOf(id).length > 0,
        ended: Date.parse(statuses?.get(id)?.finishedAt ?? '') || Infinity,
      }))
      .sort(
        (one, other) =>
          Number(one.isContainer) - Number(other.isContainer) ||
          one.ended - other.ended,
      );
    if (found.length > 0) {
      return found[0].id;
    }
  }
  return undefined;
}
