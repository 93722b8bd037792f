import {
  pipelineGraph,
  type RunPod,
  type RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  readArgoNodeName,
  type PipelinePodPlace,
} from '@kubeflow-portal/plugin-kubeflow-node';
import type { LabelledPod } from '../../children/PodsWatch';

/** Argo's own (argo-workflows workflow/common/common.go). */
const NODE_ID = 'workflows.argoproj.io/node-id';
const NODE_NAME = 'workflows.argoproj.io/node-name';
/** `driver` or `launcher`, on servers from 2.15 on (kubeflow/pipelines backend/src/common/util/consts.go). */
const RUNTIME_ROLE = 'pipelines.kubeflow.org/runtime-role';

/**
 * Says of each pod of a run which task it worked for. The API's tasks name their pods on newer servers only; the engine
 * writes onto each pod for which of its nodes it is, and the specification tells where in the pipeline that is.
 */
export function joinPods(
  pods: readonly LabelledPod[],
  tasks: readonly RunTask[],
  spec: unknown,
): RunPod[] {
  const graph = spec === undefined ? undefined : pipelineGraph(spec);
  const byPod = new Map(
    tasks.flatMap(task => task.podNames.map(name => [name, task.id] as const)),
  );
  const byPlace = new Map(
    tasks.map(task => [placeKey(task.path, task.iterations), task.id] as const),
  );
  return pods.map(({ pod, annotations }) => {
    const nodeName = annotations[NODE_NAME];
    const place = nodeName ? readArgoNodeName(nodeName, graph) : undefined;
    return {
      ...pod,
      taskId:
        byPod.get(pod.name) ??
        byPod.get(annotations[NODE_ID] ?? '') ??
        (place && findPlace(byPlace, place)),
      use: useOf(annotations[RUNTIME_ROLE], place),
    };
  });
}

/** What runs for one turn of a loop, and for no task in it, is of the loop. */
function findPlace(
  byPlace: ReadonlyMap<string, string>,
  { path, iterations }: PipelinePodPlace,
): string | undefined {
  return (
    byPlace.get(placeKey(path, iterations)) ??
    byPlace.get(placeKey(path, iterations.slice(0, -1)))
  );
}

function useOf(
  role: string | undefined,
  place: PipelinePodPlace | undefined,
): RunPod['use'] {
  switch (role) {
    case 'driver':
      return 'driver';
    case 'launcher':
      return 'executor';
    default:
      return place?.use ?? 'other';
  }
}

/** Tells the instances of a task apart. */
export const placeKey = (path: string, iterations: readonly number[]) =>
  JSON.stringify([path, iterations]);
