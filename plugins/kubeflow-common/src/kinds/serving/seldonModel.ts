import type { KubernetesObject } from '../../kubernetesObject';
import {
  asArray,
  asCount,
  asString,
  at,
  cleanText,
  createdAtOf,
  findCondition,
  namespaceOf,
  readConditions,
} from '../../reading';
import type { StateVerdict } from '../../state';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  sentence,
  totalRead,
} from '../shared';
import type { ConditionReading, KindDefinition, Reading } from '../types';

/**
 * A model on a server of Seldon Core v2. Source: SeldonIO/seldon-core operator/apis/mlops/v1alpha1/model_types.go. It
 * has no pods of its own: its server's are shown, as soon as the scheduler has chosen one.
 *
 * @public
 */
export const seldonModel: KindDefinition = {
  id: 'seldon-model',
  kind: 'Model',
  group: 'mlops.seldon.io',
  versions: ['v1alpha1'],
  plural: 'models',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'Seldon model', many: 'Seldon models' },
  read: totalRead(readSeldonModel),
  children: object => podsByLabel({ 'seldon-server-name': serverOf(object) }),
  verbs: [deleteVerb],
};

/** The states of the scheduler, which the operator writes as the condition's message (scheduler.proto, ModelState). */
const states: Readonly<
  Record<string, Pick<StateVerdict, 'state' | 'message'>>
> = {
  ModelProgressing: { state: 'starting', message: 'Being loaded' },
  ModelCreate: { state: 'starting', message: 'Being loaded' },
  ModelFailed: { state: 'failed', message: 'The model could not be loaded' },
  ScheduleFailed: { state: 'failed', message: 'No server can take the model' },
  ModelScaledDown: {
    state: 'suspended',
    message: 'Scaled down: it is loaded again when it is asked for',
  },
  ModelTerminate: { state: 'cancelled', message: 'Being unloaded' },
  ModelTerminating: { state: 'cancelled', message: 'Being unloaded' },
  ModelTerminated: { state: 'cancelled', message: 'Unloaded' },
  ModelTerminateFailed: {
    state: 'failed',
    message: 'The model could not be unloaded',
  },
};

function readSeldonModel(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict = verdictOf(conditions, createdAtOf(object));
  const server = serverOf(object);
  const requirements = asArray(at(spec, 'requirements'))
    .slice(0, 20)
    .map(requirement => cleanText(requirement, 100))
    .filter(Boolean);
  return emptyReading({
    ...verdict,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    replicas: [
      {
        name: 'model',
        desired: asCount(at(spec, 'replicas')) ?? 1,
        ready: asCount(at(status, 'availableReplicas')),
      },
    ],
    conditions,
    facts: [
      ...fact('model', at(spec, 'storageUri')),
      ...fact('modelFormat', at(spec, 'modelType')),
      ...fact('requirements', requirements.join(', ')),
      ...fact(
        'server',
        server,
        server
          ? {
              kind: 'seldon-server',
              namespace: namespaceOf(object),
              name: server,
            }
          : undefined,
      ),
      ...fact('memory', at(spec, 'memory')),
    ],
  });
}

function verdictOf(
  conditions: readonly ConditionReading[],
  createdAt: string | undefined,
): StateVerdict {
  const condition =
    findCondition(conditions, 'ModelReady') ??
    findCondition(conditions, 'Ready');
  if (!condition) {
    return {
      state: 'pending',
      reason: 'NotScheduled',
      message: 'Accepted; the Seldon scheduler has not seen it yet.',
      since: createdAt,
    };
  }
  const since = condition.lastTransitionTime;
  const said = condition.message ?? '';
  if (condition.status === 'True') {
    return {
      state: 'running',
      reason: said || 'Ready',
      message: 'Answers requests.',
      since,
    };
  }
  const known = Object.hasOwn(states, said) ? states[said] : undefined;
  const why = condition.reason;
  return {
    state: known?.state ?? 'starting',
    reason: known ? said : 'NotReady',
    message: sentence(
      why
        ? `${known?.message ?? 'Not ready'}: ${why}`
        : (known?.message ?? 'Not ready yet'),
    ),
    since,
  };
}

/** The scheduler writes the server that it chose as `server=NAME`; the spec may ask for one. */
function serverOf(object: KubernetesObject): string | undefined {
  const selector = asString(at(object, 'status', 'selector'));
  const chosen =
    selector && selector.length < 300
      ? /^server=([a-z0-9][-a-z0-9.]*)$/.exec(selector)?.[1]
      : undefined;
  return chosen ?? cleanText(at(object, 'spec', 'server'), 253);
}
