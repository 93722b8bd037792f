import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import {
  arbitraryPlan,
  specOfPlan,
  type PlannedTask,
} from '../testing/arbitraryPipelines';
import { asRecord, at } from '../reading';
import { parsePipelineYaml } from './parsePipelineYaml';
import { pipelineGraph, pipelineInputs } from './pipelineGraph';

const compiled = join(__dirname, '__fixtures__', 'compiled');
const files = readdirSync(compiled).filter(name => name.endsWith('.yaml'));
const textOf = (name: string) => readFileSync(join(compiled, name), 'utf8');
const graphOf = (name: string) => {
  const { spec, platform } = parsePipelineYaml(textOf(name));
  return pipelineGraph({ pipeline_spec: spec, platform_spec: platform });
};

/** Every task of a specification, told without the graph: by the text of its DAGs. */
function tasksIn(spec: unknown): number {
  const inDag = (dag: unknown): number =>
    Object.values(asRecord(at(dag, 'tasks')) ?? {}).reduce<number>(
      (sum, task) => {
        const component = String(at(task, 'componentRef', 'name'));
        return sum + 1 + inDag(at(spec, 'components', component, 'dag'));
      },
      0,
    );
  return inDag(at(spec, 'root', 'dag'));
}

describe('pipelines that the kfp SDK compiled', () => {
  it.each(files)('%s is read whole', name => {
    const parsed = parsePipelineYaml(textOf(name));
    const graph = graphOf(name);
    expect(parsed.problems).toEqual([]);
    expect(graph.problems).toEqual([]);
    expect(graph.nodes).toHaveLength(tasksIn(parsed.spec));
    expect(graph.nodes.every(node => node.type !== 'unknown')).toBe(true);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    for (const edge of graph.edges) {
      expect(ids).toContain(edge.from);
      expect(ids).toContain(edge.to);
    }
  });

  it('have their loops, conditions, exits, retries and devices', () => {
    const typeOf = (file: string, id: string) =>
      graphOf(file).nodes.find(node => node.id === id);
    expect(typeOf('loop.yaml', 'for-loop-3/for-loop-5')).toMatchObject({
      type: 'loop',
      loop: { items: [0.5, 0.25] },
    });
    expect(typeOf('loop.yaml', 'for-loop-3')).toMatchObject({
      loop: {
        parallelism: 2,
        source: { from: 'task', nodeId: 'list-regions', output: 'Output' },
      },
    });
    expect(
      typeOf('condition.yaml', 'condition-branches-1/condition-2'),
    ).toMatchObject({
      type: 'condition',
      condition:
        "inputs.parameter_values['pipelinechannel--flip-Output'] == 'heads'",
    });
    expect(typeOf('exit-handler.yaml', 'exit-handler-1')?.type).toBe(
      'exit-handler',
    );
    expect(graphOf('exit-handler.yaml').edges).toContainEqual(
      expect.objectContaining({ id: 'exit-handler-1->notify', type: 'exit' }),
    );
    expect(typeOf('retry.yaml', 'flaky')?.retry).toEqual({
      maxCount: 3,
      backoffSeconds: 1,
      backoffFactor: 2,
    });
    expect(typeOf('gpu.yaml', 'train')?.accelerators).toEqual([
      { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 2 },
    ]);
    expect(typeOf('importer.yaml', 'importer')?.type).toBe('importer');
    // What the DAGs around pass down is followed to where it comes from.
    const train = typeOf('nested.yaml', 'fit-and-judge/fit/tokenize');
    expect(train?.inputs.map(port => port.source)).toContainEqual({
      from: 'pipeline-input',
      name: 'text',
    });
  });

  it('say what they ask for', () => {
    expect(
      pipelineInputs(parsePipelineYaml(textOf('enums.yaml')).spec),
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'depth',
          type: 'NUMBER_INTEGER',
          isOptional: false,
          literals: [18, 50, 101],
        }),
        expect.objectContaining({ name: 'optimizer', defaultValue: 'adam' }),
      ]),
    );
  });
});

describe('any valid pipeline', () => {
  it('becomes nodes and edges that agree with it', () => {
    fc.assert(
      fc.property(arbitraryPlan, plan => {
        const graph = pipelineGraph(specOfPlan(plan));
        expect(graph.problems).toEqual([]);
        const wanted = expectation(plan);
        expect(
          graph.nodes.map(({ id, type, parentId, accelerators }) => ({
            id,
            type,
            parentId,
            gpus: accelerators[0]?.count ?? 0,
          })),
        ).toEqual(wanted.nodes);
        expect(
          graph.edges.map(({ id, type }) => ({ id, type })).sort(byId),
        ).toEqual(wanted.edges.sort(byId));
      }),
      { numRuns: 200 },
    );
  });

  it('passes the check of its text', () => {
    fc.assert(
      fc.property(arbitraryPlan, plan => {
        const text = stringify(specOfPlan(plan), {
          aliasDuplicateObjects: false,
        });
        expect(parsePipelineYaml(text).problems).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

const byId = (left: { id: string }, right: { id: string }) =>
  left.id < right.id ? -1 : 1;

function expectation(plan: readonly PlannedTask[], parentId?: string) {
  const nodes: object[] = [];
  const edges: { id: string; type: string }[] = [];
  const idOf = (key: string) => (parentId ? `${parentId}/${key}` : key);
  for (const task of plan) {
    const id = idOf(task.key);
    const { body } = task;
    nodes.push({
      id,
      type: body.type,
      parentId,
      gpus: body.type === 'executor' ? body.gpus : 0,
    });
    for (const { on, output } of task.waitsFor) {
      edges.push({
        id: `${idOf(plan[on].key)}->${id}`,
        type: output ? 'data' : 'order',
      });
    }
    if ('tasks' in body) {
      const inner = expectation(body.tasks, id);
      nodes.push(...inner.nodes);
      edges.push(...inner.edges);
    }
    if (task.exitKey !== undefined) {
      nodes.push({
        id: idOf(task.exitKey),
        type: 'executor',
        parentId,
        gpus: 0,
      });
      edges.push({ id: `${id}->${idOf(task.exitKey)}`, type: 'exit' });
    }
  }
  return { nodes, edges };
}

describe('what is no valid pipeline', () => {
  it('never makes the graph throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
        pipelineGraph(value);
        pipelineInputs(value);
        pipelineGraph({ root: { dag: { tasks: value } }, components: value });
      }),
    );
  });

  it('never makes the reader of texts throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc
            .tuple(fc.constantFrom(...files), fc.nat(), fc.string())
            .map(([file, position, junk]) => {
              const text = textOf(file);
              const cut = position % text.length;
              return text.slice(0, cut) + junk + text.slice(cut + junk.length);
            }),
        ),
        text => {
          for (const { line, column } of parsePipelineYaml(text).problems) {
            expect(line).toBeGreaterThan(0);
            expect(column).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  interface Damageable {
    schemaVersion: string;
    root: {
      dag: {
        tasks: Record<
          string,
          { dependentTasks: string[]; componentRef: { name: string } }
        >;
      };
    };
  }
  const damaged = (damage: (spec: Damageable) => void) => {
    const spec: Damageable = parse(textOf('sequential.yaml'));
    damage(spec);
    return stringify(spec);
  };
  const cases: [string, string, RegExp, RegExp?][] = [
    ['nothing', '  \n', /is empty/],
    [
      'the Python file',
      'import kfp\n\nprint(kfp)\n',
      /not a compiled pipeline/,
    ],
    [
      'a key that comes again',
      'root:\n  dag: {}\n  dag: {}\n',
      /keys must be unique/,
      /^ {2}dag/,
    ],
    ['a tab for a space', 'a:\n\t- b\n', /not valid YAML/, /^\t- b/],
    [
      'a pipeline of the first SDK',
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {}\n',
      /first version of the kfp SDK/,
      /^kind/,
    ],
    [
      'another object',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
      /object of kind Pod/,
      /^kind/,
    ],
    [
      'an unknown schema',
      damaged(spec => (spec.schemaVersion = '3.0.0')),
      /schemaVersion "3.0.0" is not known/,
      /^schemaVersion/,
    ],
    [
      'a circle',
      damaged(spec => {
        spec.root.dag.tasks.extract.dependentTasks = ['report'];
      }),
      /in a circle: .*extract.*report/,
      /^ +(extract|clean|report):/,
    ],
    [
      'a missing component',
      damaged(spec => (spec.root.dag.tasks.clean.componentRef.name = 'gone')),
      /component 'gone', which does not exist/,
      /^ +clean:/,
    ],
    [
      'a missing producer',
      damaged(spec => (spec.root.dag.tasks.clean.dependentTasks = ['nobody'])),
      /waits for 'nobody'/,
      /^ +clean:/,
    ],
    [
      'a component that holds itself',
      stringify({
        pipelineInfo: { name: 'a' },
        schemaVersion: '2.1.0',
        components: {
          a: { dag: { tasks: { again: { componentRef: { name: 'a' } } } } },
        },
        root: { dag: { tasks: { first: { componentRef: { name: 'a' } } } } },
      }),
      /Component 'a' holds itself: a → a/,
      /^ +again:/,
    ],
    [
      'a bomb of aliases',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${[...'bcdefghi']
        .map((key, i) => `${key}: &${key} [${`*${'abcdefghi'[i]},`.repeat(9)}]`)
        .join('\n')}\n`,
      /not a compiled pipeline/,
    ],
  ];
  it.each(cases)('%s is refused, and where', (_, text, message, place) => {
    const { problems } = parsePipelineYaml(text);
    const found = problems.find(problem => message.test(problem.message));
    expect(problems.map(problem => problem.message).join('\n')).toMatch(
      message,
    );
    if (place) {
      expect(text.split('\n')[(found?.line ?? 0) - 1]).toMatch(place);
    }
  });

  it('a text of a hundred thousand keys takes no minutes', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `k${i}: 1\n`);
    const text = `${textOf('sequential.yaml')}\n---\nplatforms: {}\n${keys.join('')}`;
    const begin = performance.now();
    expect(parsePipelineYaml(text).problems).toEqual([]);
    // Compared with each other, these took fifty times as long as one after the other.
    expect(performance.now() - begin).toBeLessThan(10_000);
  }, 120_000);

  it('a pipeline of 2,000 tasks is read; one that means millions is cut', () => {
    const chain = Array.from({ length: 2000 }, (_, i): PlannedTask => ({
      key: `t-${i}`,
      waitsFor: i > 0 ? [{ on: i - 1, output: true }] : [],
      body: { type: 'executor', gpus: 0 },
    }));
    const graph = pipelineGraph(specOfPlan(chain));
    expect(graph.nodes).toHaveLength(2000);
    expect(graph.edges).toHaveLength(1999);
    expect(graph.problems).toEqual([]);

    const tens = (next: string) =>
      Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [
          `t${i}`,
          { componentRef: { name: next } },
        ]),
      );
    const bomb = pipelineGraph({
      components: Object.fromEntries(
        Array.from({ length: 8 }, (_, i) => [
          `c${i}`,
          { dag: { tasks: tens(`c${i + 1}`) } },
        ]),
      ),
      root: { dag: { tasks: tens('c0') } },
    });
    expect(bomb.nodes.length).toBeLessThanOrEqual(20_000);
    expect(bomb.problems.map(problem => problem.message)).toContainEqual(
      expect.stringMatching(/more than 20000 tasks/),
    );
  });
});
