import {
  dependenciesOf,
  isExitTask,
  type Spec,
  type SpecDag,
  type SpecTask,
} from './compiled';
import { words, type Fate } from './fates';
import {
  hexOf,
  SimulatedWorkflow,
  time,
  type SimulatedNode,
} from './SimulatedWorkflow';

/*
 * What a server of either kind would tell of a run of a compiled pipeline: written from what Kubeflow Pipelines' compiler
 * and driver do (kubeflow/pipelines backend/src/v2), and sharing nothing with the readers.
 */

export interface SimulatedRun {
  spec: Spec;
  /** `run_details.task_details` */
  details: Record<string, unknown>[];
  /** `GET /runs/{id}/tasks` */
  tasks: Record<string, unknown>[];
  /** Keys from the root on, `@`, and the turns of the loops around: `for-loop-1/fit@0`; without the root. */
  labels: string[];
}

/** Where in the pipeline a DAG is being gone through. */
interface Place {
  path: string[];
  turns: number[];
  parentId: string;
  /** Of the innermost loop around, which every task in it tells, however deep in DAGs. */
  turn?: number;
}

const WORKFLOW = 'train-x7k2p';

/** Goes through a pipeline as a run does. */
export function simulatedRun(
  spec: Spec,
  fateOf: (label: string) => Fate = () => 'succeeded',
): SimulatedRun {
  const workflow = new SimulatedWorkflow(WORKFLOW);
  const tasks: Record<string, unknown>[] = [];
  const labels: string[] = [];

  const addTask = (fields: Record<string, unknown>): string => {
    const id = hexOf(`task ${tasks.length}`);
    tasks.push({
      task_id: id,
      state: 'SUCCEEDED',
      create_time: time(workflow.now),
      end_time: time(workflow.now + 1),
      ...fields,
    });
    return id;
  };

  /** Returns the nodes that what comes after the DAG hangs on. */
  const runDag = (
    around: SimulatedNode,
    dag: SpecDag | undefined,
    place: Place,
  ): SimulatedNode[] => {
    const all = dag?.tasks ?? {};
    const waits = (key: string) => dependenciesOf(all[key]);
    const open = new Set(Object.keys(all).filter(key => !isExitTask(all[key])));
    const order = [...open];
    const ends = new Map<string, SimulatedNode[]>();
    while (open.size > 0) {
      const key = [...open].find(each => !waits(each).some(on => open.has(on)));
      if (key === undefined) {
        throw new Error('The tasks wait for each other');
      }
      open.delete(key);
      const before = waits(key).flatMap(on => ends.get(on) ?? []);
      const after = before.length > 0 ? before : [around];
      ends.set(key, runTask(around, key, all[key], after, place));
      for (const exit of Object.keys(all)) {
        if (isExitTask(all[exit]) && waits(exit).includes(key)) {
          const main = workflow.find(`${around.name}.${key}`);
          const own = `${key}.onExit`;
          const hook = workflow.add(
            around.name,
            own,
            'SUCCEEDED',
            main ? [main] : [],
          );
          runTask(hook, exit, all[exit], [hook], place);
          workflow.end(hook);
        }
      }
    }
    return order
      .filter(key => !order.some(other => waits(other).includes(key)))
      .flatMap(key => ends.get(key) ?? []);
  };

  const runTask = (
    around: SimulatedNode,
    key: string,
    task: SpecTask | undefined,
    before: SimulatedNode[],
    place: Place,
  ): SimulatedNode[] => {
    const component = spec.components?.[task?.componentRef?.name ?? ''];
    const path = [...place.path, key];
    const label = `${path.join('/')}@${place.turns.join('.')}`;
    labels.push(label);
    const fate = fateOf(label);
    const said = words[fate];
    const isOver = said.node !== 'RUNNING';
    const pods = Array.from({ length: said.attempts }, (_, attempt) => ({
      name: `${key}-${attempt}`,
      type: 'EXECUTOR',
    }));
    const id = addTask({
      name: key,
      display_name: task?.taskInfo?.name,
      parent_task_id: place.parentId,
      scope_path: ['root', ...path].join('.'),
      type: task?.parameterIterator
        ? 'LOOP'
        : component?.dag
          ? 'DAG'
          : 'RUNTIME',
      ...(place.turn !== undefined && {
        type_attributes: { iteration_index: String(place.turn) },
      }),
      state: said.task,
      ...(!isOver && { end_time: undefined }),
      pods: [{ name: `${key}-driver`, type: 'DRIVER' }, ...pods],
    });
    const within = { ...place, path, parentId: id };
    if (task?.parameterIterator) {
      return runLoop(around, key, task, before, within);
    }
    const { importer } =
      spec.deploymentSpec?.executors?.[component?.executorLabel ?? ''] ?? {};
    let after = before;
    if (!importer) {
      const own = `${key}-driver`;
      const driver = workflow.add(around.name, own, said.driver, before);
      workflow.end(driver);
      after = [driver];
    }
    const main = workflow.add(around.name, key, said.node, after);
    let ends = [main];
    if (said.node !== undefined && said.node !== 'SKIPPED' && !importer) {
      ends = component?.dag
        ? runDag(main, component.dag, within)
        : [runContainer(main, fate)];
    }
    if (isOver) {
      workflow.end(main);
    }
    return ends;
  };

  const runContainer = (main: SimulatedNode, fate: Fate): SimulatedNode => {
    const { executor, attempts } = words[fate];
    // Argo begins both in one breath.
    workflow.now = main.start;
    const node = workflow.add(main.name, 'executor', executor, [main]);
    if (attempts > 1) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const state = attempt < attempts - 1 ? 'FAILED' : executor;
        const own = `executor(${attempt})`;
        const pod = workflow.add(main.name, own, state, [node]);
        workflow.now += 20;
        workflow.end(pod);
      }
    }
    if (executor !== 'SKIPPED') {
      workflow.now += 30;
    }
    if (executor !== 'RUNNING' && executor !== 'PENDING') {
      workflow.end(node);
    }
    return node;
  };

  const runLoop = (
    around: SimulatedNode,
    key: string,
    task: SpecTask,
    before: SimulatedNode[],
    place: Place,
  ): SimulatedNode[] => {
    const component = spec.components?.[task.componentRef?.name ?? ''];
    const { raw } = task.parameterIterator?.items ?? {};
    const count = raw ? JSON.parse(raw).length : 2;
    const well = 'SUCCEEDED';
    const main = workflow.add(around.name, key, well, before);
    const add = (within: SimulatedNode, own: string, after: SimulatedNode) =>
      workflow.add(within.name, own, well, [after]);
    const driver = add(main, 'iteration-driver', main);
    const group = add(main, 'iteration-iterations', driver);
    const ends: SimulatedNode[] = [];
    for (let turn = 0; turn < count; turn += 1) {
      const one = add(main, `iteration-iterations(${turn}:${turn})`, group);
      const itemDriver = add(one, 'iteration-item-driver', one);
      const item = add(one, 'iteration-item', itemDriver);
      const turns = [...place.turns, turn];
      ends.push(...runDag(item, component?.dag, { ...place, turns, turn }));
      workflow.end(itemDriver, item, one);
    }
    workflow.end(group, driver, main);
    return ends.length > 0 ? ends : [group];
  };

  const top = workflow.add('', WORKFLOW, 'RUNNING', []);
  const driver = workflow.add(WORKFLOW, 'root-driver', 'SUCCEEDED', [top]);
  const root = workflow.add(WORKFLOW, 'root', 'SUCCEEDED', [driver]);
  const parentId = addTask({ type: 'ROOT', scope_path: 'root' });
  runDag(root, spec.root?.dag, { path: [], turns: [], parentId });
  workflow.end(root, driver);
  settleGroups(tasks);
  return { spec, details: workflow.details(), tasks, labels };
}

/** Launchers pass the state on to the DAGs around when all in them is alike; whoever is inside comes later in the list. */
function settleGroups(tasks: Record<string, unknown>[]): void {
  for (const task of [...tasks].reverse()) {
    const states = tasks
      .filter(({ parent_task_id: parent }) => parent === task.task_id)
      .map(({ state }) => state);
    for (const state of ['CACHED', 'SKIPPED']) {
      if (states.length > 0 && states.every(each => each === state)) {
        task.state = state;
      }
    }
  }
}
