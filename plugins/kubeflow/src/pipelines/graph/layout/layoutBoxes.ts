import type {
  PipelineEdge,
  PipelineNode,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { GraphIndex } from '../graphIndex';
import { bundlesOf } from './bundles';
import type { LayoutBox, LayoutEdge } from './layoutTypes';
import { measures } from './measures';

/** What has to be laid out: of each open container what lies in it, and alike tasks bundled. */
export function layoutBoxes(
  index: GraphIndex,
  expanded: ReadonlySet<string>,
): LayoutBox {
  return {
    id: '',
    is: 'root',
    width: 0,
    height: 0,
    ...insideOf(index, expanded, undefined),
  };
}

function insideOf(
  index: GraphIndex,
  expanded: ReadonlySet<string>,
  parentId: string | undefined,
): Pick<LayoutBox, 'boxes' | 'edges'> {
  const children = index.childrenOf(parentId);
  const bundles = bundlesOf(children, index, expanded);
  const bundleOf = new Map<string, string>();
  for (const { id, nodes } of bundles) {
    nodes.forEach(node => bundleOf.set(node.id, id));
  }
  const boxes: LayoutBox[] = children
    .filter(({ id }) => !bundleOf.has(id))
    .map(node => boxOf(node, index, expanded));
  for (const { id, nodes } of bundles) {
    boxes.push({
      id,
      is: 'bundle',
      width: 0,
      height: 0,
      boxes: nodes.map(node => boxOf(node, index, expanded)),
      edges: [],
    });
  }
  return { boxes, edges: linesOf(index.edgesIn(parentId), bundleOf) };
}

function boxOf(
  { id, type }: PipelineNode,
  index: GraphIndex,
  expanded: ReadonlySet<string>,
): LayoutBox {
  if (expanded.has(id) && index.childrenOf(id).length > 0) {
    return {
      id,
      is: 'frame',
      // A loop's header has its iterations to choose from, too.
      width:
        type === 'loop' ? measures.frame.minLoopWidth : measures.frame.minWidth,
      height: measures.frame.header,
      ...insideOf(index, expanded, id),
    };
  }
  return { id, is: 'node', ...measures.node, boxes: [], edges: [] };
}

/** One line for each edge; edges of the tasks of a bundle become one line to or from all of it. */
function linesOf(
  edges: readonly PipelineEdge[],
  bundleOf: ReadonlyMap<string, string>,
): LayoutEdge[] {
  const lines = new Map<string, LayoutEdge & { edges: PipelineEdge[] }>();
  for (const edge of edges) {
    const from = bundleOf.get(edge.from) ?? edge.from;
    const to = bundleOf.get(edge.to) ?? edge.to;
    const isBundled = from !== edge.from || to !== edge.to;
    const id = isBundled ? `${from}->${to}` : edge.id;
    const line = lines.get(id);
    if (line) {
      line.edges.push(edge);
      line.values = [...new Set([...line.values, ...edge.values])];
      line.type = line.type === edge.type ? line.type : 'data';
    } else {
      const { type, values } = edge;
      lines.set(id, { id, from, to, type, values, edges: [edge] });
    }
  }
  return [...lines.values()];
}

/** Everything in a box, without the box itself, outer before inner. */
export function* allBoxes(root: LayoutBox): Generator<LayoutBox> {
  for (const box of root.boxes) {
    yield box;
    yield* allBoxes(box);
  }
}
