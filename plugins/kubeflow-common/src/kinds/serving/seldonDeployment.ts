import { acceleratorsOfPodTemplate, sumAccelerators } from '../../accelerators';
import type { AcceleratorRequest } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asRecord,
  asRecords,
  asString,
  at,
  cleanText,
  createdAtOf,
  lastTransition,
  queueOf,
  readConditions,
  trueCondition,
} from '../../reading';
import type { StateVerdict } from '../../state';
import {
  deleteVerb,
  emptyReading,
  fact,
  lastLine,
  podsByLabel,
  sentence,
  totalRead,
} from '../shared';
import type {
  ConditionReading,
  FactReading,
  KindDefinition,
  Reading,
  ReplicaReading,
} from '../types';

const MAX_PREDICTORS = 20;
const MAX_DEPLOYMENTS = 50;

/**
 * A model, or a graph of models, that Seldon Core v1 serves. Source: SeldonIO/seldon-core (v1.18)
 * operator/apis/machinelearning.seldon.io/v1.
 *
 * @public
 */
export const seldonDeployment: KindDefinition = {
  id: 'seldondeployment',
  kind: 'SeldonDeployment',
  group: 'machinelearning.seldon.io',
  versions: ['v1'],
  plural: 'seldondeployments',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'SeldonDeployment', many: 'SeldonDeployments' },
  read: totalRead(readSeldonDeployment),
  children: object =>
    podsByLabel({ 'seldon-deployment-id': at(object, 'metadata', 'name') }),
  verbs: [deleteVerb],
};

function readSeldonDeployment(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict = verdictOf(object, conditions);
  const predictors = asRecords(at(spec, 'predictors')).slice(0, MAX_PREDICTORS);
  return emptyReading({
    ...verdict,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    replicas: readReplicas(status, predictors, at(spec, 'replicas')),
    accelerators: sumAccelerators(
      predictors.map(predictor =>
        acceleratorsOfPredictor(predictor, at(spec, 'replicas')),
      ),
    ),
    conditions,
    facts: readFacts(object, predictors),
    queue: queueOf(object),
  });
}

function verdictOf(
  object: KubernetesObject,
  conditions: readonly ConditionReading[],
): StateVerdict {
  const { status } = object;
  const ready = trueCondition(conditions, 'Ready');
  const description = lastLine(at(status, 'description'));
  const since = lastTransition(conditions) ?? createdAtOf(object);
  const state = asString(at(status, 'state'));
  switch (state) {
    case 'Available':
      return {
        state: 'running',
        reason: state,
        message: 'Answers requests.',
        since: ready?.lastTransitionTime ?? since,
      };
    case 'Failed':
      return {
        state: 'failed',
        reason: state,
        message: description
          ? `Failed: ${sentence(description)}`
          : 'Failed. Its pods and events may tell why.',
        since,
      };
    case 'Creating':
      return {
        state: 'starting',
        reason: state,
        message: notReadyInWords(conditions),
        since,
      };
    case undefined:
      return {
        state: 'pending',
        reason: 'NotReconciled',
        message: 'Accepted; the Seldon operator has not begun with it yet.',
        since,
      };
    default:
      return {
        state: 'unknown',
        reason: cleanText(state, 200),
        message:
          'The Seldon operator gives it a state that the portal does not know.',
        since,
      };
  }
}

/** Seldon writes a sentence where others write the reason. */
function notReadyInWords(conditions: readonly ConditionReading[]): string {
  const blamed = conditions.find(
    ({ type, status }) => type !== 'Ready' && status === 'False',
  );
  const why = blamed?.message ?? blamed?.reason;
  return why ? sentence(`Not ready: ${why}`) : 'Its pods are being started.';
}

function readReplicas(
  status: unknown,
  predictors: readonly Record<string, unknown>[],
  ofAll: unknown,
): ReplicaReading[] {
  const deployments = asRecord(at(status, 'deploymentStatus')) ?? {};
  const names = Object.keys(deployments).slice(0, MAX_DEPLOYMENTS);
  const counted: ReplicaReading[] = [];
  for (const key of names) {
    const name = cleanText(key, 253);
    if (name) {
      counted.push({
        name,
        desired: asCount(at(deployments, key, 'replicas')),
        ready: asCount(at(deployments, key, 'availableReplicas')) ?? 0,
      });
    }
  }
  if (counted.length > 0) {
    return counted;
  }
  return predictors.map((predictor, index) => ({
    name: cleanText(predictor.name, 253) ?? `predictor ${index + 1}`,
    desired: asCount(predictor.replicas) ?? asCount(ofAll) ?? 1,
  }));
}

/** Every component has its own number of pods; the predictor's and the deployment's are the defaults, in this order. */
function acceleratorsOfPredictor(
  predictor: Record<string, unknown>,
  ofAll: unknown,
): AcceleratorRequest[] {
  const ofPredictor = asCount(predictor.replicas) ?? asCount(ofAll) ?? 1;
  return sumAccelerators(
    asRecords(predictor.componentSpecs).map(component =>
      acceleratorsOfPodTemplate(
        component,
        asCount(component.replicas) ?? ofPredictor,
      ),
    ),
  );
}

function readFacts(
  object: KubernetesObject,
  predictors: readonly Record<string, unknown>[],
): FactReading[] {
  const { spec, status } = object;
  const graph = at(predictors[0], 'graph');
  const traffic = predictors
    .filter(({ shadow }) => shadow !== true)
    .map(predictor => {
      const percent = asCount(predictor.traffic);
      const name = cleanText(predictor.name, 253);
      return name && percent ? `${name} ${percent} %` : undefined;
    })
    .filter(Boolean);
  return [
    ...fact('url', at(status, 'address', 'url')),
    ...fact('model', at(graph, 'modelUri')),
    ...fact('runtime', at(graph, 'implementation')),
    ...fact('protocol', at(spec, 'protocol')),
    ...(predictors.length > 1 ? fact('traffic', traffic.join(', ')) : []),
    ...fact(
      'image',
      at(predictors[0], 'componentSpecs', 0, 'spec', 'containers', 0, 'image'),
    ),
  ];
}
