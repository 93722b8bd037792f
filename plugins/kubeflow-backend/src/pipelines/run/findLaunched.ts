import type {
  LaunchedWorkload,
  RunPod,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Access } from '../../authorize/Authorizer';
import type { ResourceStore } from '../../store/ResourceStore';
import type { StoredObject } from '../../store/StoredObject';
import { toWorkload } from '../../store/toWorkload';
import { RUN_LABEL } from './findWorkflow';

/** Labels whose value is the id of a run; the second is other tools' word for it. docs/annotations.md asks for the first. */
const runLabels = [RUN_LABEL, 'pipelines.kubeflow.org/run-id'];
/** Labels whose value is the name or the id of a task; docs/annotations.md. */
const taskLabels = ['kubeflow.org/pipeline-task'];

const MAX_LAUNCHED = 500;

/**
 * Workloads that the tasks of a run started: those that carry the run's label, and those that belong to its workflow or
 * to one of its pods. Pipelines itself marks none of them.
 */
export function findLaunched(
  store: ResourceStore,
  run: {
    id: string;
    cluster: string;
    namespace: string;
    workflow: StoredObject | undefined;
    tasks: readonly RunTask[];
    pods: readonly RunPod[];
  },
  access: Access,
): LaunchedWorkload[] {
  const { cluster, workflow, tasks, pods } = run;
  const found = new Map<StoredObject, string | undefined>();
  const add = (object: StoredObject, taskId: string | undefined) => {
    if (
      object.cluster === cluster &&
      object.namespace === run.namespace &&
      object.kind.role === 'workload' &&
      object !== workflow &&
      access.canSee(object)
    ) {
      found.set(object, found.get(object) ?? taskId ?? taskOf(object, tasks));
    }
  };
  for (const { uid, taskId } of pods) {
    for (const object of store.partsOf(cluster, uid)) {
      add(object, taskId);
    }
  }
  for (const object of workflow ? store.parts(workflow) : []) {
    add(object, undefined);
  }
  for (const key of runLabels) {
    for (const object of store.candidates(({ id }) => id !== 'workflow', {
      key,
      value: run.id,
    })) {
      add(object, undefined);
    }
  }
  return [...found].slice(0, MAX_LAUNCHED).map(([object, taskId]) => {
    const { namespace, kind, name, state, message, accelerators } =
      toWorkload(object);
    return {
      cluster,
      namespace,
      kind,
      name,
      state,
      message,
      taskId,
      accelerators,
    };
  });
}

function taskOf(
  object: StoredObject,
  tasks: readonly RunTask[],
): string | undefined {
  const said = taskLabels
    .map(key => object.label(key))
    .find(label => label !== undefined);
  return said === undefined
    ? undefined
    : tasks.find(
        ({ id, name, path }) =>
          id === said ||
          name === said ||
          path.slice(path.lastIndexOf('/') + 1) === said,
      )?.id;
}
