import type { PipelineNode } from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from './graphIndex';

/** Nodes whose name, key or image holds a text, whatever its case, in the order of the specification. */
export function findTasks(index: GraphIndex, text: string): PipelineNode[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') {
    return [];
  }
  return index.graph.nodes.filter(({ name, taskKey, image }) =>
    [name, taskKey, image ?? ''].some(each =>
      each.toLocaleLowerCase().includes(wanted),
    ),
  );
}

/** The nodes with all containers around them: a match that lies in a closed container still shows. */
export function withContainers(
  index: GraphIndex,
  nodes: readonly PipelineNode[],
): Set<string> {
  const found = new Set<string>();
  for (const { id } of nodes) {
    found.add(id);
    index.around(id).forEach(each => found.add(each.id));
  }
  return found;
}
