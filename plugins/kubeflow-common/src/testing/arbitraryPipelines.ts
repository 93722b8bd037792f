import fc from 'fast-check';

/** What a generated pipeline is made from; the specification and what the graph must be are both told by it. */
export interface PlannedTask {
  key: string;
  /** Positions of earlier tasks that it waits for, and whether it takes an output of theirs. */
  waitsFor: { on: number; output: boolean }[];
  body:
    | { type: 'executor'; gpus: number }
    | { type: 'importer' }
    | {
        type: 'dag' | 'loop' | 'condition' | 'exit-handler';
        tasks: PlannedTask[];
      };
  /** Of an exit handler: runs after it. */
  exitKey?: string;
}

/** A pipeline of any depth: sequential, parallel, nested, with loops, conditions and exit handlers. */
export const arbitraryPlan: fc.Arbitrary<PlannedTask[]> = fc.letrec<{
  tasks: PlannedTask[];
  body: PlannedTask['body'];
}>(tie => ({
  tasks: fc
    .array(
      fc.record({
        name: arbitraryName(),
        body: tie('body'),
        waits: fc.array(fc.record({ on: fc.nat(), output: fc.boolean() }), {
          maxLength: 3,
        }),
      }),
      { minLength: 1, maxLength: 5, depthIdentifier: 'tasks' },
    )
    .map(drafts => drafts.map(planned)),
  body: fc.oneof(
    { depthIdentifier: 'tasks', depthSize: 'small', withCrossShrink: true },
    fc.record({
      type: fc.constant('executor' as const),
      gpus: fc.integer({ min: 0, max: 8 }),
    }),
    fc.record({ type: fc.constant('importer' as const) }),
    fc.record({
      type: fc.constantFrom(
        'dag' as const,
        'loop' as const,
        'condition' as const,
        'exit-handler' as const,
      ),
      tasks: tie('tasks'),
    }),
  ),
})).tasks;

/** Keys are the pipeline's own words: anything but the separator of ids. */
function arbitraryName(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      'train',
      'evaluate',
      'a.b',
      'ünï',
      '<b>',
      '__proto__',
      'constructor',
    ),
    fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/),
  );
}

function planned(
  draft: {
    name: string;
    body: PlannedTask['body'];
    waits: { on: number; output: boolean }[];
  },
  index: number,
): PlannedTask {
  const isExit = draft.body.type === 'exit-handler';
  const waitsFor = new Map<number, boolean>();
  for (const { on, output } of index > 0 ? draft.waits : []) {
    waitsFor.set(on % index, waitsFor.get(on % index) || output);
  }
  return {
    // Unique within its DAG, as keys of a map are.
    key: isExit ? `exit-handler-${index + 1}` : `${draft.name}-${index}`,
    body: draft.body,
    waitsFor: [...waitsFor].map(([on, output]) => ({ on, output })),
    ...(isExit && { exitKey: `cleanup-${index}` }),
  };
}

/** The specification of a plan, as the kfp SDK's compiler would write it. */
export function specOfPlan(plan: readonly PlannedTask[]) {
  const components: [string, object][] = [];
  const executors: [string, object][] = [];
  const dagOf = (tasks: readonly PlannedTask[]): object => ({
    tasks: Object.fromEntries(
      tasks.flatMap(task => {
        const name = `comp-${components.length}-${task.key}`;
        const entry: [string, object] = [name, {}];
        components.push(entry);
        entry[1] = componentOf(task, name);
        const made: [string, object][] = [
          [task.key, taskOf(task, tasks, name)],
        ];
        if (task.exitKey !== undefined) {
          const exit = `comp-exit-${components.length}`;
          components.push([exit, { executorLabel: `exec-${exit}` }]);
          executors.push([`exec-${exit}`, { container: { image: 'python' } }]);
          made.push([
            task.exitKey,
            {
              taskInfo: { name: task.exitKey },
              componentRef: { name: exit },
              dependentTasks: [task.key],
              triggerPolicy: { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' },
            },
          ]);
        }
        return made;
      }),
    ),
  });
  const componentOf = ({ body }: PlannedTask, name: string): object => {
    const outputs = {
      outputDefinitions: { parameters: { out: { parameterType: 'STRING' } } },
    };
    if (body.type === 'executor' || body.type === 'importer') {
      executors.push([`exec-${name}`, executorOf(body)]);
      return { ...outputs, executorLabel: `exec-${name}` };
    }
    return { ...outputs, dag: dagOf(body.tasks) };
  };
  const root = { dag: dagOf(plan) };
  return {
    pipelineInfo: { name: 'generated' },
    schemaVersion: '2.1.0',
    sdkVersion: 'kfp-2.14.0',
    deploymentSpec: { executors: Object.fromEntries(executors) },
    components: Object.fromEntries(components),
    root,
  };
}

function executorOf(
  body: Extract<PlannedTask['body'], { type: 'executor' | 'importer' }>,
): object {
  if (body.type === 'importer') {
    return { importer: { artifactUri: { constant: 's3://a/b' } } };
  }
  return {
    container: {
      image: 'python:3.12',
      ...(body.gpus > 0 && {
        resources: {
          accelerator: {
            resourceType: 'nvidia.com/gpu',
            resourceCount: String(body.gpus),
          },
        },
      }),
    },
  };
}

function taskOf(
  task: PlannedTask,
  siblings: readonly PlannedTask[],
  component: string,
): object {
  const taken = task.waitsFor.filter(({ output }) => output);
  return {
    taskInfo: { name: task.key },
    componentRef: { name: component },
    dependentTasks: task.waitsFor.map(({ on }) => siblings[on].key),
    inputs: {
      parameters: Object.fromEntries(
        taken.map(({ on }) => [
          `from-${on}`,
          {
            taskOutputParameter: {
              producerTask: siblings[on].key,
              outputParameterKey: 'out',
            },
          },
        ]),
      ),
    },
    ...(task.body.type === 'loop' && {
      parameterIterator: { items: { raw: '[1,2,3]' }, itemInput: 'item' },
    }),
    ...(task.body.type === 'condition' && {
      triggerPolicy: { condition: "inputs.parameter_values['x'] == 'y'" },
    }),
  };
}
