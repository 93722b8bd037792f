import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from '../graphIndex';

/** Tasks that stand in the same place of a pipeline. */
export interface Bundle {
  id: string;
  nodes: PipelineNode[];
}

/** Fewer stand well side by side. */
const FEWEST = 9;

/**
 * Tasks that come after the same tasks and before the same tasks: side by side, a few hundred of them would make a
 * graph that is as wide as a street and tells nothing.
 */
export function bundlesOf(
  nodes: readonly PipelineNode[],
  index: GraphIndex,
  expanded: ReadonlySet<string>,
): Bundle[] {
  if (nodes.length < FEWEST) {
    return [];
  }
  const alike = new Map<string, PipelineNode[]>();
  for (const node of nodes) {
    const before = index.before(node.id).map(({ from }) => from);
    const after = index.after(node.id).map(({ to }) => to);
    if (!expanded.has(node.id)) {
      const key = JSON.stringify([before.sort(), after.sort()]);
      const group = alike.get(key);
      if (group) {
        group.push(node);
      } else {
        alike.set(key, [node]);
      }
    }
  }
  return [...alike.values()]
    .filter(group => group.length >= FEWEST)
    .map(group => ({ id: `bundle ${group[0].id}`, nodes: group }));
}
