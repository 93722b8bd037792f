import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asRecords,
  asTime,
  at,
  cleanText,
  createdAtOf,
} from '../../reading';
import type { StateVerdict } from '../../state';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  totalRead,
} from '../shared';
import type { ConditionReading, KindDefinition, Reading } from '../types';

/**
 * A TensorBoard server. Source: kubeflow/notebooks (branch notebooks-v1) components/tensorboard-controller/api.
 *
 * @public
 */
export const tensorboard: KindDefinition = {
  id: 'tensorboard',
  kind: 'Tensorboard',
  group: 'tensorboard.kubeflow.org',
  versions: ['v1alpha1'],
  plural: 'tensorboards',
  scope: 'Namespaced',
  family: 'notebooks',
  role: 'workload',
  title: { one: 'TensorBoard', many: 'TensorBoards' },
  read: totalRead(readTensorboard),
  // The controller labels its pods with nothing but this.
  children: object => podsByLabel({ app: at(object, 'metadata', 'name') }),
  verbs: [deleteVerb],
};

function readTensorboard(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readDeploymentStates(status);
  const ready = asCount(at(status, 'readyReplicas'));
  const verdict = verdictOf(conditions, ready, createdAtOf(object));
  return emptyReading({
    ...verdict,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    replicas: [{ name: 'tensorboard', desired: 1, ready }],
    conditions,
    // The API writes it so.
    facts: fact('logs', at(spec, 'logspath')),
  });
}

/**
 * Its conditions are a history: each names the condition of the Deployment that was seen, the latest last, and says
 * neither true nor false.
 */
function readDeploymentStates(status: unknown): ConditionReading[] {
  const latest = new Map<string, ConditionReading>();
  for (const raw of asRecords(at(status, 'conditions')).slice(-20)) {
    const type = cleanText(raw.deploymentState, 200);
    if (type) {
      latest.delete(type);
      latest.set(type, {
        type,
        status: 'Unknown',
        lastTransitionTime: asTime(raw.lastProbeTime),
      });
    }
  }
  return [...latest.values()];
}

function verdictOf(
  conditions: readonly ConditionReading[],
  ready: number | undefined,
  createdAt: string | undefined,
): StateVerdict {
  const last = conditions[conditions.length - 1];
  const since = last?.lastTransitionTime ?? createdAt;
  if (ready) {
    return {
      state: 'running',
      reason: 'Ready',
      message: 'Ready to be opened.',
      since,
    };
  }
  if (!last) {
    return {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; nothing has been created for it yet.',
      since: createdAt,
    };
  }
  return last.type === 'ReplicaFailure'
    ? {
        state: 'failed',
        reason: last.type,
        message:
          'Its pod cannot be made; a quota or a policy of the namespace may forbid it.',
        since,
      }
    : {
        state: 'starting',
        reason: last.type,
        message: 'Its pod is being started.',
        since,
      };
}
