import { sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  annotationOf,
  asCount,
  asRecord,
  asRecords,
  at,
  cleanText,
  createdAtOf,
  findCondition,
  namespaceOf,
  queueOf,
  readConditions,
} from '../../reading';
import type { StateVerdict } from '../../state';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  totalRead,
} from '../shared';
import type {
  ConditionReading,
  FactReading,
  KindDefinition,
  Reading,
  ReplicaReading,
} from '../types';
import {
  acceleratorsOfComponent,
  minReplicas,
  predictorModel,
} from './componentPods';
import { deploymentModeFact } from './deploymentMode';
import { readModelStatus } from './modelStatus';
import type { ModelStatus } from './modelStatus';
import { readinessVerdict } from './readiness';
import { startServer, stopServer, stopVerdict } from './stopAnnotation';

const components = ['predictor', 'transformer', 'explainer'] as const;

/**
 * A model that KServe serves. Source: kserve/kserve pkg/apis/serving/v1beta1.
 *
 * @public
 */
export const inferenceService: KindDefinition = {
  id: 'inferenceservice',
  kind: 'InferenceService',
  group: 'serving.kserve.io',
  versions: ['v1beta1'],
  plural: 'inferenceservices',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'InferenceService', many: 'InferenceServices' },
  read: totalRead(readInferenceService),
  children: object =>
    podsByLabel({
      'serving.kserve.io/inferenceservice': at(object, 'metadata', 'name'),
    }),
  verbs: [stopServer, startServer, deleteVerb],
};

function readInferenceService(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const model = readModelStatus(at(status, 'modelStatus'));
  const verdict =
    stopVerdict(object, conditions) ??
    servingVerdict(conditions, model, createdAtOf(object));
  const pods = (component: (typeof components)[number]) =>
    Math.max(
      minReplicas(at(spec, component)),
      component === 'predictor' ? (model.copies ?? 0) : 0,
    );
  return emptyReading({
    ...verdict,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    replicas: readReplicas(spec, model),
    accelerators: sumAccelerators(
      components.map(component =>
        acceleratorsOfComponent(at(spec, component), pods(component)),
      ),
    ),
    conditions,
    facts: readFacts(object),
    queue: queueOf(object),
  });
}

function servingVerdict(
  conditions: readonly ConditionReading[],
  model: ModelStatus,
  createdAt: string | undefined,
): StateVerdict {
  const readiness = readinessVerdict(conditions, {
    createdAt,
    ready: 'Answers requests.',
    except: ['Stopped'],
  });
  if (!model.failure) {
    const isLost =
      model.wasLoaded && findCondition(conditions, 'Ready')?.status === 'False';
    return isLost && readiness.state === 'starting'
      ? {
          ...readiness,
          state: 'restarting',
          message: readiness.message?.replace(
            /^Not ready/,
            'Was ready and is not any more',
          ),
        }
      : readiness;
  }
  if (readiness.state === 'running') {
    return {
      ...readiness,
      reason: model.failure.reason,
      message: `Answers requests with the version before, because the new one failed. ${model.failure.message}`,
    };
  }
  return {
    ...model.failure,
    since: model.failure.since ?? readiness.since,
  };
}

function readReplicas(spec: unknown, model: ModelStatus): ReplicaReading[] {
  const replicas: ReplicaReading[] = [];
  for (const name of components) {
    const component = asRecord(at(spec, name));
    if (!component) {
      continue;
    }
    replicas.push(
      name === 'predictor'
        ? {
            name,
            desired: minReplicas(component),
            ready: model.copies,
            failed: model.failedCopies,
          }
        : { name, desired: minReplicas(component) },
    );
  }
  return replicas;
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec, status } = object;
  const predictor = at(spec, 'predictor');
  const found = predictorModel(predictor);
  const model = found?.model;
  const format =
    found?.framework === 'model'
      ? [at(model, 'modelFormat', 'name'), at(model, 'modelFormat', 'version')]
      : [found?.framework, at(model, 'runtimeVersion')];
  return [
    ...fact('url', at(status, 'url')),
    ...fact('address', at(status, 'address', 'url')),
    ...fact('model', storageOf(predictor, model)),
    ...fact('modelFormat', joined(format)),
    ...runtimeFact(object, model),
    ...fact('protocol', at(model, 'protocolVersion')),
    ...deploymentModeFact(object),
    ...fact('scale', scaleOf(predictor)),
    ...fact(
      'autoscaler',
      annotationOf(object, 'serving.kserve.io/autoscalerClass'),
    ),
    ...fact('traffic', trafficOf(status)),
    ...fact('canary', canaryOf(predictor, status)),
    ...fact('image', at(predictor, 'containers', 0, 'image')),
  ];
}

function storageOf(predictor: unknown, model: unknown): unknown {
  return (
    cleanText(at(model, 'storageUri'), 500) ??
    cleanText(at(predictor, 'storageUris', 0, 'uri'), 500) ??
    joined([at(model, 'storage', 'key'), at(model, 'storage', 'path')], '/')
  );
}

function runtimeFact(object: KubernetesObject, model: unknown): FactReading[] {
  const { status } = object;
  const cluster = cleanText(at(status, 'clusterServingRuntimeName'), 253);
  if (cluster) {
    return fact('runtime', cluster, {
      kind: 'clusterservingruntime',
      name: cluster,
    });
  }
  const namespaced = cleanText(at(status, 'servingRuntimeName'), 253);
  if (namespaced) {
    return fact('runtime', namespaced, {
      kind: 'servingruntime',
      namespace: namespaceOf(object),
      name: namespaced,
    });
  }
  // Before the status says it, the name alone does not tell which of the two kinds is meant.
  return fact('runtime', at(model, 'runtime'));
}

/** `1–5` where an autoscaler may add pods. */
function scaleOf(predictor: unknown): string | undefined {
  const least = minReplicas(predictor);
  const most = asCount(at(predictor, 'maxReplicas')) ?? 0;
  return most > least ? `${least}–${most}` : undefined;
}

/** `flowers-00002 20 %, flowers-00001 80 %`, where more than one revision answers. */
function trafficOf(status: unknown): string | undefined {
  const targets: string[] = [];
  for (const target of asRecords(
    at(status, 'components', 'predictor', 'traffic'),
  ).slice(0, 10)) {
    const percent = asCount(target.percent);
    const revision = cleanText(target.revisionName, 253);
    if (revision && percent) {
      targets.push(`${revision} ${percent} %`);
    }
  }
  return targets.length > 1 ? targets.join(', ') : undefined;
}

/** The share of a new version that is being tried out, in Knative mode or (since 0.20) in standard mode. */
function canaryOf(predictor: unknown, status: unknown): string | undefined {
  const percent = asCount(at(predictor, 'canaryTrafficPercent'));
  if (percent !== undefined) {
    return `${percent} %`;
  }
  const canaries = asRecords(at(status, 'canaryStatuses'))
    .slice(0, 10)
    .map(canary =>
      joined([
        canary.name,
        `${asCount(canary.trafficPercent) ?? 0} %`,
        canary.ready === true ? undefined : '(not ready)',
      ]),
    );
  return canaries.join(', ');
}

function joined(
  parts: readonly unknown[],
  separator = ' ',
): string | undefined {
  const words = parts
    .map(part => cleanText(part, 253))
    .filter(part => part !== undefined);
  return words.length > 0 ? words.join(separator) : undefined;
}
