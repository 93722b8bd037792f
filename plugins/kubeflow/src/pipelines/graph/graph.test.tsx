import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  parsePipelineYaml,
  pipelineGraph,
  type PipelineGraph,
  type RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { expandedNodes, parseExpansion, writeExpansion } from './expansion';
import { indexGraph } from './graphIndex';
import { loopIterations, parseIterations, writeIteration } from './iterations';
import { nodeStatuses } from './nodeStatus';
import {
  PipelineGraphView,
  type PipelineGraphViewProps,
} from './PipelineGraphView';
import { graphs } from './testing/graphs';
import { stubResizeObserver } from './testing/stubResizeObserver';

configure({ asyncUtilTimeout: 15_000, defaultHidden: true });
stubResizeObserver();

const compiled = join(
  import.meta.dirname,
  '../../../../kubeflow-common/src/pipelines/__fixtures__/compiled',
);

function compiledGraph(name: string): PipelineGraph {
  const text = readFileSync(join(compiled, `${name}.yaml`), 'utf8');
  return pipelineGraph(parsePipelineYaml(text).spec);
}

function task(change: Partial<RunTask> & Pick<RunTask, 'path'>): RunTask {
  const { path, iterations = [] } = change;
  return {
    id: `${path} ${iterations}`,
    name: path,
    type: 'executor',
    iterations,
    state: 'succeeded',
    startedAt: '2026-01-01T10:00:00Z',
    finishedAt: '2026-01-01T10:02:05Z',
    podNames: [],
    inputs: [],
    outputs: [],
    ...change,
  };
}

const LOOP = 'for-loop-3';
const INNER = 'for-loop-3/for-loop-5';
const TRAIN = 'for-loop-3/for-loop-5/train';

/** Of a run of the compiled `loop`: the second outer iteration goes on in its first inner one. */
const loopTasks = [
  task({ path: 'list-regions' }),
  task({ path: LOOP, state: 'running', finishedAt: undefined }),
  task({ path: TRAIN, iterations: [0, 0] }),
  task({ path: TRAIN, iterations: [0, 1], state: 'cached' }),
  task({
    path: TRAIN,
    iterations: [1, 0],
    state: 'failed',
    message: 'Loss is NaN.',
    attempts: 3,
  }),
];

function Harness(props: PipelineGraphViewProps) {
  const { pathname, search } = useLocation();
  const [selected, setSelected] = useState(props.selectedId);
  return (
    <>
      <PipelineGraphView
        {...props}
        selectedId={selected}
        onSelect={setSelected}
      />
      <output aria-label="address">{pathname + search}</output>
      <output aria-label="selected">{selected ?? 'nothing'}</output>
    </>
  );
}

const render = (props: PipelineGraphViewProps, path = '/') =>
  renderInTestApp(<Harness {...props} />, { initialRouteEntries: [path] });
const box = async (name: string | RegExp) =>
  within(await screen.findByRole('application')).findByRole('group', { name });
const address = () =>
  new URLSearchParams(
    (screen.getByLabelText('address').textContent ?? '').split('?')[1],
  );

describe('the graph of a pipeline', () => {
  it('shows a run, iteration by iteration, and is walked through by keyboard', async () => {
    const user = userEvent.setup({ delay: null });
    render({ graph: compiledGraph('loop'), tasks: loopTasks });
    const graph = await screen.findByRole('application', {
      name: 'Graph of loop',
    });
    expect(await box(/^list-regions, Container, Succeeded$/)).toHaveTextContent(
      'Succeeded2m 5s',
    );
    expect(
      await box(/^train, Container, Failed, Tried 3 times$/),
    ).toBeInTheDocument();
    expect(await box(/^show-2, Container, Not reached$/)).toBeInTheDocument();

    // Of the outer loop two iterations have begun; the inner one has two in all of them.
    const outer = within(await box(/^dynamic, Loop, Running/)).getByRole(
      'combobox',
      { name: 'Iteration of dynamic' },
    );
    expect(outer).toHaveTextContent('All iterations: 2 of 2 done, 1 failed');
    await user.selectOptions(outer, '0');
    expect(address().getAll('iteration')).toEqual([`${LOOP}@0`]);
    await box(/^train, Container, Succeeded$/);
    const inner = within(await box(/^inner, Loop, Succeeded/)).getByRole(
      'combobox',
    );
    await user.selectOptions(
      inner,
      within(inner).getByRole('option', {
        name: 'Iteration 2 of 2, with 0.25, Cached',
      }),
    );
    await box(/^train, Container, Cached$/);
    await user.selectOptions(inner, '');
    await user.selectOptions(outer, '1');
    await box(/^train, Container, Failed/);

    // Down into the loops, Enter shows the task, Escape goes back, space closes and opens.
    graph.focus();
    await user.keyboard('{Home}');
    const active = () =>
      document.getElementById(
        graph.getAttribute('aria-activedescendant') ?? '',
      );
    const isAt = (name: string) =>
      active()?.getAttribute('aria-label')?.startsWith(name);
    for (let steps = 0; steps < 5 && !isAt('list-regions'); steps += 1) {
      await user.keyboard('{ArrowRight}');
    }
    expect(isAt('list-regions')).toBe(true);
    await user.keyboard('{ArrowDown}');
    expect(active()).toHaveAccessibleName(/^dynamic/);
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(active()).toHaveAccessibleName(/^train/);
    await user.keyboard('{Enter}');
    expect(screen.getByLabelText('selected')).toHaveTextContent(TRAIN);
    expect(active()).toHaveAttribute('aria-current', 'true');
    await user.keyboard('{Escape}');
    expect(screen.getByLabelText('selected')).toHaveTextContent('nothing');
    await user.keyboard('{ArrowUp} ');
    expect(active()).toHaveAccessibleName(/^inner/);
    await waitFor(() =>
      expect(
        within(graph).queryByRole('group', { name: /^train/ }),
      ).not.toBeInTheDocument(),
    );
    expect(address().getAll('close')).toEqual([INNER]);
    await user.keyboard(' ');
    await box(/^train/);

    await user.click(screen.getByRole('button', { name: 'Close all' }));
    await waitFor(() =>
      expect(
        within(graph).queryByRole('group', { name: /^inner/ }),
      ).not.toBeInTheDocument(),
    );
    await user.click(screen.getByRole('button', { name: 'Open dynamic' }));
    await box(/^inner/);
  });

  it('is a table as well, finds tasks, and says how two versions differ', async () => {
    const user = userEvent.setup({ delay: null });
    render(
      {
        graph: compiledGraph('gpu'),
        highlight: { train: 'changed', export: 'added' },
      },
      '/?view=tasks',
    );
    const table = await screen.findByRole('table', { name: 'Tasks of gpu' });
    const train = within(table).getByRole('row', { name: /train Changed/ });
    expect(train).toHaveTextContent('2 × GPU');
    expect(train).toHaveTextContent('pytorch:2.9.0');
    await user.click(within(train).getByRole('button', { name: 'train' }));
    expect(screen.getByLabelText('selected')).toHaveTextContent('train');

    const search = screen.getByRole('searchbox', { name: 'Find a task' });
    await user.type(search, 'EXP');
    expect(await screen.findByText('1 task found')).toBeVisible();
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    await user.click(screen.getByRole('radio', { name: 'Graph' }));
    expect(
      await box(/^export, Container, Added, Asks for 1 × AMD GPU$/),
    ).not.toHaveAttribute('data-dimmed');
    expect(await box(/^train, Container, Changed/)).toHaveAttribute(
      'data-dimmed',
    );
  });

  it('opens what a search finds deep inside, and shows hostile names for what they are', async () => {
    const user = userEvent.setup({ delay: null });
    const name = '<img src=x onerror=alert(1)>';
    const graph = compiledGraph('nested');
    graph.nodes.push({
      ...graph.nodes[0],
      id: 'fit-and-judge/fit/evil',
      parentId: 'fit-and-judge/fit',
      taskKey: 'evil',
      type: 'executor',
      name,
    });
    graph.problems.push({ path: 'root', keys: ['root'], message: name });
    render({ graph }, '/?expand=none');
    await box(/^fit-and-judge, Pipeline within, 4 tasks$/);
    expect(screen.getByText(name, { exact: false })).toBeVisible();
    await user.type(
      screen.getByRole('searchbox', { name: 'Find a task' }),
      'onerror{Enter}',
    );
    const evil = await box(`${name}, Container`);
    expect(evil).toHaveTextContent(name);
    expect(evil).toHaveAttribute('data-active');
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });
});

describe('what a graph shows', () => {
  it('says of what lies in a branch that was not taken that it is skipped', () => {
    const index = indexGraph(compiledGraph('condition'));
    const statuses = nodeStatuses(
      index,
      [
        task({ path: 'condition-5', type: 'condition' }),
        task({
          path: 'condition-5/condition-6',
          type: 'condition',
          state: 'skipped',
        }),
      ],
      new Map(),
    );
    expect(statuses.get('condition-5/condition-6/say-4')?.state).toBe(
      'skipped',
    );
    expect(statuses.has('condition-branches-1/condition-2/say')).toBe(false);
  });

  it('counts every task once, whatever is chosen', () => {
    const states = ['running', 'failed', 'succeeded', 'pending'] as const;
    fc.assert(
      fc.property(graphs(), fc.array(fc.nat(3)), (graph, numbers) => {
        const index = indexGraph(graph);
        const number = (at: number) => numbers[at % (numbers.length || 1)] ?? 0;
        const tasks = graph.nodes.flatMap(({ id }, at) =>
          [0, 1].map(iteration =>
            task({
              path: id,
              iterations: index.loopsAround(id).map(() => iteration),
              state: states[number(at + iteration)],
            }),
          ),
        );
        const statuses = nodeStatuses(index, tasks, new Map());
        const iterations = loopIterations(index, tasks, new Map());
        for (const { id, type } of graph.nodes) {
          expect(statuses.get(id)?.count).toBe(2);
          if (type === 'loop' && index.childrenOf(id).length > 0) {
            expect(iterations.get(id)?.total).toBe(2);
            // One iteration chosen: of each task inside, that one only.
            const one = nodeStatuses(index, tasks, new Map([[id, 1]]));
            for (const child of index.childrenOf(id)) {
              expect(one.get(child.id)?.count).toBe(1);
            }
          }
        }
      }),
    );
  });

  it('is kept in the address', () => {
    const id = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(
        fc.record({
          base: fc.constantFrom('some', 'all', 'none'),
          opened: fc.array(id),
          closed: fc.array(id),
        }),
        fc.dictionary(id, fc.nat(999_999), { noNullPrototype: true }),
        (expansion, numbers) => {
          let search = writeExpansion(
            new URLSearchParams('tab=graph'),
            expansion,
          );
          for (const [loop, number] of Object.entries(numbers)) {
            search = writeIteration(search, loop, number);
          }
          const read = new URLSearchParams(search.toString());
          expect(parseExpansion(read)).toEqual(expansion);
          expect(new Map(Object.entries(numbers))).toEqual(
            new Map(parseIterations(read)),
          );
          expect(read.get('tab')).toBe('graph');
        },
      ),
    );
  });

  it('opens by itself only what is easily taken in', () => {
    fc.assert(
      fc.property(graphs({ maxNodes: 120 }), graph => {
        const index = indexGraph(graph);
        const expanded = expandedNodes(index, {
          base: 'some',
          opened: [],
          closed: [],
        });
        const shown = graph.nodes.filter(({ id }) =>
          index.around(id).every(each => expanded.has(each.id)),
        );
        const roots = index.childrenOf().length;
        expect(shown.length).toBeLessThanOrEqual(Math.max(40, roots));
      }),
    );
  });
});
