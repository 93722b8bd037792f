import type { KubernetesObject } from '../../kubernetesObject';
import { asCount, at, cleanText, readConditions } from '../../reading';
import {
  deleteVerb,
  emptyReading,
  fact,
  patchVerb,
  totalRead,
} from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';
import { activeVerdict } from './activeVerdict';
import { usageFacts } from './quotas';

const STOP_PATH = ['spec', 'stopPolicy'] as const;

/**
 * The queue to which the jobs of one namespace are sent. Source: kubernetes-sigs/kueue
 * apis/kueue/v1beta2/localqueue_types.go; v1beta1 says `flavorUsage` for `flavorsUsage`.
 *
 * @public
 */
export const localQueue: KindDefinition = {
  id: 'localqueue',
  kind: 'LocalQueue',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'],
  plural: 'localqueues',
  scope: 'Namespaced',
  family: 'queues',
  role: 'definition',
  title: { one: 'Queue', many: 'Queues' },
  read: totalRead(readLocalQueue),
  children: () => [],
  verbs: [
    patchVerb(
      'suspend',
      STOP_PATH,
      'Hold',
      ({ state }) => state !== 'suspended',
    ),
    patchVerb(
      'resume',
      STOP_PATH,
      'None',
      ({ reason }) => reason === 'Stopped',
    ),
    deleteVerb,
  ],
};

function readLocalQueue(object: KubernetesObject): Reading {
  const conditions = readConditions(object.status);
  return emptyReading({
    ...activeVerdict(object, conditions, {
      active: 'Takes jobs.',
      inactive: 'No job of this queue gets quota',
    }),
    conditions,
    facts: readFacts(object),
  });
}

function readFacts({ spec, status }: KubernetesObject): FactReading[] {
  const clusterQueue = cleanText(at(spec, 'clusterQueue'), 253);
  return [
    ...fact('pending', asCount(at(status, 'pendingWorkloads'))),
    ...fact('admitted', asCount(at(status, 'admittedWorkloads'))),
    ...fact('reserving', asCount(at(status, 'reservingWorkloads'))),
    ...fact(
      'clusterQueue',
      clusterQueue,
      clusterQueue ? { kind: 'clusterqueue', name: clusterQueue } : undefined,
    ),
    ...usageFacts(at(status, 'flavorsUsage') ?? at(status, 'flavorUsage')),
  ];
}
