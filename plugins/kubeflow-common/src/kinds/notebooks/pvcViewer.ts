import type { KubernetesObject } from '../../kubernetesObject';
import {
  at,
  createdAtOf,
  falseCondition,
  lastTransition,
  readConditions,
  trueCondition,
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
 * A file browser on a volume. Source: kubeflow/notebooks (branch notebooks-v1) components/pvcviewer-controller.
 *
 * @public
 */
export const pvcViewer: KindDefinition = {
  id: 'pvcviewer',
  kind: 'PVCViewer',
  group: 'kubeflow.org',
  versions: ['v1alpha1'],
  plural: 'pvcviewers',
  scope: 'Namespaced',
  family: 'notebooks',
  role: 'workload',
  title: { one: 'Volume viewer', many: 'Volume viewers' },
  read: totalRead(readPvcViewer),
  children: object =>
    podsByLabel({
      'app.kubernetes.io/name': at(object, 'metadata', 'name'),
      'app.kubernetes.io/part-of': 'pvc-viewer',
    }),
  verbs: [deleteVerb],
};

function readPvcViewer(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const isReady = at(status, 'ready') === true;
  const verdict = verdictOf(isReady, conditions, createdAtOf(object));
  return emptyReading({
    ...verdict,
    startedAt: isReady ? verdict.since : undefined,
    replicas: [{ name: 'viewer', desired: 1, ready: isReady ? 1 : 0 }],
    conditions,
    facts: [
      ...fact('volumes', at(spec, 'pvc')),
      ...fact('url', at(status, 'url')),
    ],
  });
}

function verdictOf(
  isReady: boolean,
  conditions: readonly ConditionReading[],
  createdAt: string | undefined,
): StateVerdict {
  const since = lastTransition(conditions) ?? createdAt;
  if (isReady) {
    return {
      state: 'running',
      reason: 'Ready',
      message: 'Ready to be opened.',
      since,
    };
  }
  const failure =
    trueCondition(conditions, 'ReplicaFailure') ??
    falseCondition(conditions, 'Progressing');
  if (failure) {
    return {
      state: 'failed',
      reason: failure.reason ?? failure.type,
      message: sentence(
        `Does not come up: ${failure.message ?? 'its pods and events may tell why'}`,
      ),
      since: failure.lastTransitionTime,
    };
  }
  return conditions.length > 0
    ? {
        state: 'starting',
        reason: 'NotReady',
        message: 'Its pod is being started.',
        since,
      }
    : {
        state: 'pending',
        reason: 'NotReconciled',
        message: 'Accepted; nothing has been created for it yet.',
        since,
      };
}
