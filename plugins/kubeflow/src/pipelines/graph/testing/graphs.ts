import type {
  PipelineEdge,
  PipelineGraph,
  PipelineNode,
  PipelineNodeType,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';

const containerTypes: PipelineNodeType[] = ['dag', 'loop', 'condition'];

/**
 * Any graph of a pipeline: nested, with edges between siblings, some of them in circles, and ids that hold anything.
 *
 * @param options - `maxNodes`: default 40
 */
export function graphs(
  options: { maxNodes?: number } = {},
): fc.Arbitrary<PipelineGraph> {
  const key = fc.oneof(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.constantFrom('<b>', 'a b', 'ü/€', '__proto__', 'constructor', '@1'),
  );
  const seed = fc.record({
    key,
    parent: fc.nat(),
    before: fc.array(fc.record({ from: fc.nat(), isBack: fc.boolean() }), {
      maxLength: 3,
    }),
    type: fc.constantFrom('data', 'order', 'exit') as fc.Arbitrary<
      PipelineEdge['type']
    >,
  });
  return fc.array(seed, { maxLength: options.maxNodes ?? 40 }).map(seeds => {
    const nodes: PipelineNode[] = [];
    for (const [index, { key: name, parent }] of seeds.entries()) {
      // A third of all lie at the root; the others in any of those before.
      const around =
        parent % 3 === 0 ? undefined : nodes[parent % (nodes.length || 1)];
      const taskKey = `${name}-${index}`;
      nodes.push({
        id: around ? `${around.id}/${taskKey}` : taskKey,
        parentId: around?.id,
        taskKey,
        name,
        type: 'executor',
        inputs: [],
        outputs: [],
        accelerators: [],
        platform: [],
      });
    }
    const holders = new Set(nodes.map(({ parentId }) => parentId));
    nodes
      .filter(({ id }) => holders.has(id))
      .forEach((node, index) => {
        node.type = containerTypes[index % containerTypes.length];
      });
    const edges = new Map<string, PipelineEdge>();
    seeds.forEach(({ before, type }, index) => {
      const node = nodes[index];
      const beside = nodes.filter(each => each.parentId === node.parentId);
      const place = beside.indexOf(node);
      for (const { from, isBack } of before) {
        const candidates = isBack ? beside : beside.slice(0, place);
        const other = candidates[from % (candidates.length || 1)];
        if (other && other !== node) {
          const id = `${other.id}->${node.id}`;
          edges.set(id, {
            id,
            from: other.id,
            to: node.id,
            type,
            values: type === 'data' ? ['out'] : [],
          });
        }
      }
    });
    return { nodes, edges: [...edges.values()], problems: [] };
  });
}
