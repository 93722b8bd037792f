import type {
  PipelineEdge,
  PipelineGraph,
  PipelineNode,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { expandedNodes } from '../expansion';
import { indexGraph } from '../graphIndex';
import { type Step, stepFrom } from '../graphWalk';
import { graphs } from '../testing/graphs';
import { LayoutEngine } from './LayoutEngine';
import { allBoxes, layoutBoxes } from './layoutBoxes';
import type { GraphLayout, LayoutBox, Rect } from './layoutTypes';
import { quickLayout } from './quickLayout';

const openings = fc.constantFrom('some', 'all', 'none');

/** What has to hold whoever has made the layout. */
function check(root: LayoutBox, layout: GraphLayout): void {
  const inside = (container: LayoutBox, outer: Rect | undefined) => {
    const rects = container.boxes.map(({ id }) => layout.rects.get(id) as Rect);
    expect(rects).not.toContain(undefined);
    for (const rect of rects) {
      expect(Object.values(rect).every(Number.isFinite)).toBe(true);
      if (outer) {
        expect(rect.x).toBeGreaterThanOrEqual(outer.x);
        expect(rect.y).toBeGreaterThanOrEqual(outer.y);
        expect(rect.x + rect.width).toBeLessThanOrEqual(
          outer.x + outer.width + 1,
        );
        expect(rect.y + rect.height).toBeLessThanOrEqual(
          outer.y + outer.height + 1,
        );
      }
    }
    const overlaps = rects.filter((one, index) =>
      rects
        .slice(index + 1)
        .some(
          other =>
            one.x < other.x + other.width &&
            other.x < one.x + one.width &&
            one.y < other.y + other.height &&
            other.y < one.y + one.height,
        ),
    );
    expect(overlaps).toEqual([]);
    for (const { id } of container.edges) {
      expect(layout.routes.get(id)?.length).toBeGreaterThanOrEqual(2);
    }
    container.boxes.forEach((box, index) => inside(box, rects[index]));
  };
  inside(root, undefined);
}

describe('the layout of a graph', () => {
  it('has a place for everything that is open, and every edge is on one line', () => {
    fc.assert(
      fc.property(graphs(), openings, (graph, base) => {
        const index = indexGraph(graph);
        const expanded = expandedNodes(index, { base, opened: [], closed: [] });
        const root = layoutBoxes(index, expanded);
        const boxes = [...allBoxes(root)];
        const shown = boxes.filter(({ is }) => is !== 'bundle');
        const isShown = ({ id }: PipelineNode) =>
          index.around(id).every(each => expanded.has(each.id));
        expect(shown.map(({ id }) => id).sort()).toEqual(
          graph.nodes
            .filter(isShown)
            .map(({ id }) => id)
            .sort(),
        );
        const lines = [root, ...boxes].flatMap(({ edges }) => edges);
        const drawn = lines.flatMap(({ edges }) => edges);
        const ids = new Set(shown.map(({ id }) => id));
        expect(drawn.map(({ id }) => id).sort()).toEqual(
          graph.edges
            .filter(({ from, to }) => ids.has(from) && ids.has(to))
            .map(({ id }) => id)
            .sort(),
        );
        check(root, quickLayout(root));
      }),
    );
  });

  it('is worked out by elkjs where there is no worker, too', async () => {
    const engine = new LayoutEngine(undefined);
    await fc.assert(
      fc.asyncProperty(graphs({ maxNodes: 14 }), async graph => {
        const index = indexGraph(graph);
        const all = expandedNodes(index, {
          base: 'all',
          opened: [],
          closed: [],
        });
        const root = layoutBoxes(index, all);
        check(root, await engine.layout(root));
      }),
      { numRuns: 25 },
    );
  });

  it('puts a thousand tasks side by side into rows, and does without one that is too large for the page', async () => {
    const node = (id: string): PipelineNode => ({
      id,
      taskKey: id,
      name: id,
      type: 'executor',
      inputs: [],
      outputs: [],
      accelerators: [],
      platform: [],
    });
    const edge = (from: string, to: string): PipelineEdge => ({
      id: `${from}->${to}`,
      from,
      to,
      type: 'data',
      values: [from],
    });
    const middle = Array.from(
      { length: 1_000 },
      (_, index) => `shard-${index}`,
    );
    const graph: PipelineGraph = {
      nodes: ['split', ...middle, 'join'].map(node),
      edges: middle.flatMap(id => [edge('split', id), edge(id, 'join')]),
      problems: [],
    };
    const index = indexGraph(graph);
    const root = layoutBoxes(index, new Set());
    const layout = quickLayout(root);
    check(root, layout);
    expect(root.edges).toHaveLength(2);
    expect(layout.width).toBeLessThan(12_000);
    await expect(new LayoutEngine(undefined).layout(root)).rejects.toThrow(
      'too large',
    );
  });
});

describe('walking through a graph by keyboard', () => {
  it('reaches everything that is shown', () => {
    const steps: Step[] = ['down', 'up', 'left', 'right', 'first', 'last'];
    fc.assert(
      fc.property(graphs(), openings, (graph, base) => {
        const index = indexGraph(graph);
        const expanded = expandedNodes(index, { base, opened: [], closed: [] });
        const { rects } = quickLayout(layoutBoxes(index, expanded));
        const seen = { index, expanded, rects };
        const start = stepFrom(seen, undefined, 'first');
        const reached = new Set(start === undefined ? [] : [start]);
        for (const id of reached) {
          for (const step of steps) {
            reached.add(stepFrom(seen, id, step) as string);
          }
        }
        const shown = graph.nodes.filter(({ id }) => rects.has(id));
        expect([...reached].sort()).toEqual(shown.map(({ id }) => id).sort());
      }),
    );
  });
});
