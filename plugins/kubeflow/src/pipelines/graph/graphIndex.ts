import type {
  PipelineEdge,
  PipelineGraph,
  PipelineNode,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** A pipeline's nodes by what is asked of them: what lies in what, and what comes before and after what. */
export interface GraphIndex {
  graph: PipelineGraph;
  byId: ReadonlyMap<string, PipelineNode>;
  /** In the order of the specification. @param parentId - Absent: of the root */
  childrenOf(parentId?: string): readonly PipelineNode[];
  /** Between the children of a container. */
  edgesIn(parentId?: string): readonly PipelineEdge[];
  before(id: string): readonly PipelineEdge[];
  after(id: string): readonly PipelineEdge[];
  /** Containers around a node, the outermost first. */
  around(id: string): readonly PipelineNode[];
  /** Loops around a node, the outermost first. */
  loopsAround(id: string): readonly PipelineNode[];
  /** Nodes in a container that are not containers themselves, at any depth. */
  taskCount(id: string): number;
}

const nothing: readonly never[] = [];

export function indexGraph(graph: PipelineGraph): GraphIndex {
  const byId = new Map<string, PipelineNode>();
  const children = new Map<string | undefined, PipelineNode[]>();
  for (const node of graph.nodes) {
    byId.set(node.id, node);
    add(children, node.parentId, node);
  }
  const inside = new Map<string | undefined, PipelineEdge[]>();
  const before = new Map<string, PipelineEdge[]>();
  const after = new Map<string, PipelineEdge[]>();
  for (const edge of graph.edges) {
    add(inside, byId.get(edge.to)?.parentId, edge);
    add(before, edge.to, edge);
    add(after, edge.from, edge);
  }
  const counts = taskCounts(graph, children);
  const around = (id: string) => {
    const found: PipelineNode[] = [];
    let parent = byId.get(byId.get(id)?.parentId ?? '');
    // A graph is at most as deep as it has nodes, also one whose parents form a circle.
    while (parent && found.length < byId.size) {
      found.unshift(parent);
      parent = byId.get(parent.parentId ?? '');
    }
    return found;
  };
  return {
    graph,
    byId,
    childrenOf: id => children.get(id) ?? nothing,
    edgesIn: id => inside.get(id) ?? nothing,
    before: id => before.get(id) ?? nothing,
    after: id => after.get(id) ?? nothing,
    around,
    loopsAround: id => around(id).filter(({ type }) => type === 'loop'),
    taskCount: id => counts.get(id) ?? 0,
  };
}

/** Children come after their parents, so one walk from the end counts all. */
function taskCounts(
  graph: PipelineGraph,
  children: ReadonlyMap<string | undefined, readonly PipelineNode[]>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, parentId } of [...graph.nodes].reverse()) {
    const own = children.has(id) ? (counts.get(id) ?? 0) : 1;
    if (parentId !== undefined) {
      counts.set(parentId, (counts.get(parentId) ?? 0) + own);
    }
  }
  return counts;
}

function add<TKey, T>(map: Map<TKey, T[]>, key: TKey, value: T): void {
  const found = map.get(key);
  if (found) {
    found.push(value);
  } else {
    map.set(key, [value]);
  }
}
