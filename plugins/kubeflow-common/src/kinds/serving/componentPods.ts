import {
  acceleratorOf,
  acceleratorsOfPodTemplate,
  multiplyAccelerators,
  sumAccelerators,
} from '../../accelerators';
import type { AcceleratorRequest } from '../../accelerators';
import { asArray, asCount, asRecord, at } from '../../reading';

/** The model frameworks that a predictor can name instead of `model` (kserve/kserve PredictorSpec). */
const frameworks = [
  'model',
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
] as const;

/** The model of a predictor, and the name under which it stands. */
export function predictorModel(
  predictor: unknown,
): { framework: string; model: Record<string, unknown> } | undefined {
  for (const framework of frameworks) {
    const model = asRecord(at(predictor, framework));
    if (model) {
      return { framework, model };
    }
  }
  return undefined;
}

/** Least number of pods of a component: the API defaults to one; none is scale to zero. */
export function minReplicas(component: unknown): number {
  return asCount(at(component, 'minReplicas')) ?? 1;
}

/** What all pods of a component ask for, as far as the object says: the rest is in its serving runtime. */
export function acceleratorsOfComponent(
  component: unknown,
  pods: number,
): AcceleratorRequest[] {
  const onePod = acceleratorsOfPodTemplate(podSpecOf(component));
  const worker = asRecord(at(component, 'workerSpec'));
  const group = worker ? acceleratorsOfGroup(onePod, worker) : onePod;
  return multiplyAccelerators(group, pods);
}

/** A component is a pod spec in which the model stands for one more container. */
function podSpecOf(component: unknown): Record<string, unknown> {
  const spec = asRecord(component) ?? {};
  const model =
    predictorModel(component)?.model ?? asRecord(at(component, 'art'));
  return {
    initContainers: spec.initContainers,
    containers: [...asArray(spec.containers), ...(model ? [model] : [])],
    nodeSelector: spec.nodeSelector,
    affinity: spec.affinity,
    resourceClaims: spec.resourceClaims,
  };
}

/**
 * A server over several nodes: a head and its workers. KServe gives `tensorParallelSize` devices to each of
 * `pipelineParallelSize` pods. Where only one of the two is said, the serving runtime knows the other.
 */
function acceleratorsOfGroup(
  head: readonly AcceleratorRequest[],
  worker: Record<string, unknown>,
): AcceleratorRequest[] {
  const oneWorker = acceleratorsOfPodTemplate(podSpecOf(worker));
  const pods = asCount(worker.pipelineParallelSize);
  const perPod = asCount(worker.tensorParallelSize);
  if (pods !== undefined && perPod !== undefined) {
    const known = oneWorker[0] ?? head[0];
    const one = known ?? acceleratorOf('nvidia.com/gpu', 1);
    return one && pods * perPod > 0
      ? multiplyAccelerators([{ ...one, count: 1 }], pods * perPod)
      : [];
  }
  return sumAccelerators([
    head,
    multiplyAccelerators(oneWorker, Math.max((pods ?? 2) - 1, 0)),
  ]);
}
