import type { KubernetesObject } from '../../kubernetesObject';
import { asNumber, at, createdAtOf } from '../../reading';
import { availableReading, deleteVerb, fact, totalRead } from '../shared';
import type { KindDefinition, Reading } from '../types';

/**
 * A priority that jobs can have in their queues. Source: kubernetes-sigs/kueue
 * apis/kueue/v1beta2/workloadpriorityclass_types.go. It has no spec: its fields stand at the root.
 *
 * @public
 */
export const workloadPriorityClass: KindDefinition = {
  id: 'workloadpriorityclass',
  kind: 'WorkloadPriorityClass',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'],
  plural: 'workloadpriorityclasses',
  scope: 'Cluster',
  family: 'queues',
  role: 'definition',
  title: { one: 'Queue priority', many: 'Queue priorities' },
  read: totalRead(readPriorityClass),
  children: () => [],
  verbs: [deleteVerb],
};

function readPriorityClass(object: KubernetesObject): Reading {
  return availableReading({
    message:
      'Jobs can name it; the greater its value, the sooner they get quota.',
    since: createdAtOf(object),
    facts: [
      ...fact('priority', asNumber(at(object, 'value'))),
      ...fact('description', at(object, 'description')),
    ],
  });
}
