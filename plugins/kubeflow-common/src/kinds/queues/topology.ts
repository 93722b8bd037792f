import type { KubernetesObject } from '../../kubernetesObject';
import { asRecords, at, cleanText, createdAtOf } from '../../reading';
import { availableReading, deleteVerb, fact, totalRead } from '../shared';
import type { KindDefinition, Reading } from '../types';

/**
 * How near to each other nodes are: blocks, racks, hosts. Source: kubernetes-sigs/kueue
 * apis/kueue/v1beta2/topology_types.go.
 *
 * @public
 */
export const topology: KindDefinition = {
  id: 'topology',
  kind: 'Topology',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1', 'v1alpha1'],
  plural: 'topologies',
  scope: 'Cluster',
  family: 'queues',
  role: 'definition',
  title: { one: 'Topology', many: 'Topologies' },
  read: totalRead(readTopology),
  children: () => [],
  verbs: [deleteVerb],
};

function readTopology(object: KubernetesObject): Reading {
  const levels = asRecords(at(object, 'spec', 'levels'))
    .slice(0, 16)
    .map(({ nodeLabel }) => cleanText(nodeLabel, 253))
    .filter(Boolean);
  return availableReading({
    message: 'Jobs can demand that their pods are near to each other.',
    since: createdAtOf(object),
    facts: fact('levels', levels.join(' › ')),
  });
}
