import {
  emptyReading,
  type KindDefinition,
} from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * Pods are not followed, but they own things: a task of a pipeline makes the job that it starts its own, so that both
 * go together. It stands for them in owner references and nowhere else.
 */
export const podKind: KindDefinition = {
  id: 'pod',
  kind: 'Pod',
  group: '',
  versions: ['v1'],
  plural: 'pods',
  scope: 'Namespaced',
  family: 'workflows',
  role: 'part',
  title: { one: 'Pod', many: 'Pods' },
  read: () => emptyReading(),
  children: () => [],
  verbs: [],
};
