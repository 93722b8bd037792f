import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { arbitraryPlan, specOfPlan } from '../testing/arbitraryPipelines';
import { graphDiff, inputsDiff, type DiffKind } from './graphDiff';
import type { PipelineGraph } from './graphTypes';
import { parsePipelineYaml } from './parsePipelineYaml';
import { pipelineGraph, pipelineInputs } from './pipelineGraph';

const compiled = join(__dirname, '__fixtures__', 'compiled');
const specs = readdirSync(compiled)
  .filter(name => name.endsWith('.yaml'))
  .map(name => parsePipelineYaml(readFileSync(join(compiled, name), 'utf8')))
  .map(({ spec, platform }) => ({
    pipelineSpec: spec,
    platformSpec: platform,
  }));

const arbitrarySpec: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...specs),
  arbitraryPlan.map(specOfPlan),
);
const arbitraryGraph = arbitrarySpec.map(pipelineGraph);

/** The same JSON with the keys of every object the other way round. */
function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversedKeys);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, reversedKeys(part)]),
      )
    : value;
}

const opposite: Record<DiffKind, DiffKind> = {
  added: 'removed',
  removed: 'added',
  changed: 'changed',
};

describe('the difference between two versions', () => {
  it('is nothing for the same one, however it is written', () => {
    fc.assert(
      fc.property(arbitraryGraph, graph => {
        const again = reversedKeys(graph) as PipelineGraph;
        expect(graphDiff(graph, graph).nodes).toEqual([]);
        expect(graphDiff(graph, again).nodes).toEqual([]);
        expect(graphDiff(graph, graph).graph).toEqual(graph);
      }),
    );
  });

  it('is the same backwards, with before and after exchanged', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryGraph, (one, other) => {
        const forth = graphDiff(one, other).nodes;
        const back = new Map(
          graphDiff(other, one).nodes.map(each => [each.id, each]),
        );
        expect(back.size).toBe(forth.length);
        for (const { id, kind, changes } of forth) {
          expect(back.get(id)?.kind).toBe(opposite[kind]);
          const exchanged = changes.map(({ before, after, ...rest }) =>
            JSON.stringify([rest, after, before]),
          );
          const expected = back
            .get(id)
            ?.changes.map(({ before, after, ...rest }) =>
              JSON.stringify([rest, before, after]),
            );
          expect(exchanged.sort()).toEqual(expected?.sort());
        }
      }),
    );
  });

  it('holds both versions in one graph, whose parts all exist', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryGraph, (before, after) => {
        const { graph, nodes } = graphDiff(before, after);
        const ids = graph.nodes.map(({ id }) => id);
        const known = new Set<string>();
        for (const { id, parentId } of graph.nodes) {
          expect(known).not.toContain(id);
          if (parentId !== undefined) {
            expect(known).toContain(parentId);
          }
          known.add(id);
        }
        expect(known).toEqual(
          new Set([...before.nodes, ...after.nodes].map(({ id }) => id)),
        );
        for (const { from, to } of graph.edges) {
          expect(known).toContain(from);
          expect(known).toContain(to);
        }
        // What is removed is told of as removed, and only that is not in the later version.
        const removed = nodes.filter(({ kind }) => kind === 'removed');
        expect(after.nodes.map(({ id }) => id)).toEqual(
          ids.slice(0, ids.length - removed.length),
        );
        expect(nodes.map(({ id }) => ids.indexOf(id))).toEqual(
          nodes.map(({ id }) => ids.indexOf(id)).sort((a, b) => a - b),
        );
      }),
    );
  });

  it('names what was changed of a task, and nothing else', () => {
    fc.assert(
      fc.property(
        arbitraryGraph.filter(graph => graph.nodes.length > 0),
        fc.nat(),
        fc.constantFrom(
          ['image', { image: 'other:1' }],
          ['caching', { isCached: 'never so' as unknown as boolean }],
          ['retry', { retry: { maxCount: 17 } }],
          ['resources', { resources: { memoryLimit: '17Gi' } }],
          ['condition', { condition: "a == 'b'" }],
          ['variable', { env: [{ name: 'SEED', value: '17' }] }],
        ),
        (graph, at, [aspect, change]) => {
          const index = at % graph.nodes.length;
          const nodes = graph.nodes.with(index, {
            ...graph.nodes[index],
            ...(change as object),
          });
          const { nodes: found } = graphDiff(graph, { ...graph, nodes });
          expect(found.map(({ id, kind }) => [id, kind])).toEqual([
            [graph.nodes[index].id, 'changed'],
          ]);
          expect(new Set(found[0].changes.map(each => each.aspect))).toEqual(
            new Set([aspect]),
          );
        },
      ),
    );
  });

  it('tells of inputs and of what a task waits for', () => {
    const [before] = specs;
    const graph = pipelineGraph(before);
    const edge = graph.edges[0];
    const { nodes } = graphDiff(graph, {
      ...graph,
      edges: graph.edges.filter(each => each !== edge),
    });
    expect(nodes.map(({ id }) => id)).toEqual([edge.to]);
    expect(nodes[0].changes.map(({ aspect }) => aspect)).toEqual(['waitsFor']);

    const inputs = pipelineInputs(
      specs.find(each => pipelineInputs(each).length > 1),
    );
    const [first, second, ...rest] = inputs;
    expect(
      inputsDiff(inputs, [{ ...second, type: 'OTHER' }, ...rest]).map(
        ({ name, kind }) => [name, kind],
      ),
    ).toEqual([
      [second.name, 'changed'],
      [first.name, 'removed'],
    ]);
    expect(inputsDiff([], inputs).map(({ kind }) => kind)).toEqual(
      inputs.map(() => 'added'),
    );
    expect(inputsDiff(inputs, [...inputs].reverse())).toEqual([]);
  });
});
