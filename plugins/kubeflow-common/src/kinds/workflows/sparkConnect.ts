import { sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asRecord,
  asString,
  asTime,
  at,
  cleanText,
  createdAtOf,
  findCondition,
  queueOf,
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
import {
  acceleratorsOfRole,
  countExecutors,
  DEFAULT_EXECUTORS,
  scaleOfExecutors,
  wantedExecutors,
} from './sparkPods';

/**
 * A Spark server that clients connect to. Source: kubeflow/spark-operator api/v1alpha1/sparkconnect_types.go.
 *
 * @public
 */
export const sparkConnect: KindDefinition = {
  id: 'sparkconnect',
  kind: 'SparkConnect',
  group: 'sparkoperator.k8s.io',
  versions: ['v1alpha1'],
  plural: 'sparkconnects',
  scope: 'Namespaced',
  family: 'workflows',
  role: 'workload',
  title: { one: 'SparkConnect server', many: 'SparkConnect servers' },
  read: totalRead(readSparkConnect),
  children: object =>
    podsByLabel({
      'sparkoperator.k8s.io/connect-name': at(object, 'metadata', 'name'),
    }),
  verbs: [deleteVerb],
};

function readSparkConnect(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const executors = countExecutors(executorStates(status));
  const wanted = wantedExecutors(spec);
  const verdict = verdictOf(object, conditions);
  const isUp = verdict.state === 'running';
  return emptyReading({
    ...verdict,
    startedAt: isUp
      ? (verdict.since ?? asTime(at(status, 'startTime')))
      : undefined,
    replicas: [
      { name: 'server', desired: 1, ready: isUp ? 1 : 0 },
      {
        name: 'executor',
        desired: wanted,
        active: executors.active,
        succeeded: executors.succeeded,
        failed: executors.failed,
      },
    ],
    accelerators: sumAccelerators([
      acceleratorsOfRole(at(spec, 'server'), 1),
      acceleratorsOfRole(
        at(spec, 'executor'),
        Math.max(
          wanted ?? DEFAULT_EXECUTORS,
          (executors.active ?? 0) + executors.pending,
        ),
      ),
    ]),
    conditions,
    facts: [
      ...fact('image', at(spec, 'image')),
      ...fact('sparkVersion', at(spec, 'sparkVersion')),
      ...fact('scale', scaleOfExecutors(spec)),
      ...fact('service', at(status, 'server', 'serviceName')),
    ],
    queue: queueOf(object),
  });
}

/** Here the pods are counted already, by phase. */
function* executorStates(status: unknown): Iterable<[string, number]> {
  const counts = asRecord(at(status, 'executors')) ?? {};
  for (const phase of Object.keys(counts).slice(0, 20)) {
    yield [phase, Math.min(asCount(counts[phase]) ?? 0, 1_000_000)];
  }
}

function verdictOf(
  object: KubernetesObject,
  conditions: readonly ConditionReading[],
): StateVerdict {
  const state = asString(at(object, 'status', 'state'));
  const server = findCondition(conditions, 'ServerPodReady');
  const since = server?.lastTransitionTime ?? createdAtOf(object);
  // The operator writes `Server pod is not ready: ` even when it knows nothing more.
  const why = server?.message?.replace(/^Server pod is not ready: ?/, '');
  switch (state) {
    case undefined:
      return {
        state: 'pending',
        reason: 'New',
        message: 'Accepted; the Spark operator has not begun with it yet.',
        since,
      };
    case 'Ready':
      return {
        state: 'running',
        reason: state,
        message: 'Ready to be connected to.',
        since,
      };
    case 'Provisioning':
    case 'NotReady':
      return {
        state: 'starting',
        reason: state,
        message: why
          ? sentence(`Not ready: ${why}`)
          : 'Its server is not ready yet.',
        since,
      };
    case 'Failed':
      return {
        state: 'failed',
        reason: state,
        message: why
          ? `Failed: ${sentence(why)}`
          : 'Failed. The log of its server may tell why.',
        since,
      };
    default:
      return {
        state: 'unknown',
        reason: cleanText(state, 200),
        message:
          'The Spark operator gives it a state that the portal does not know.',
        since,
      };
  }
}
