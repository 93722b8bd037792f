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
import { quotaFacts } from './quotas';

const STOP_PATH = ['spec', 'stopPolicy'] as const;

/**
 * Quota that queues of many namespaces share. Source: kubernetes-sigs/kueue
 * apis/kueue/v1beta2/clusterqueue_types.go; v1beta1 says `cohort` for `cohortName`.
 *
 * @public
 */
export const clusterQueue: KindDefinition = {
  id: 'clusterqueue',
  kind: 'ClusterQueue',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'],
  plural: 'clusterqueues',
  scope: 'Cluster',
  family: 'queues',
  role: 'definition',
  title: { one: 'Cluster queue', many: 'Cluster queues' },
  read: totalRead(readClusterQueue),
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

function readClusterQueue(object: KubernetesObject): Reading {
  const conditions = readConditions(object.status);
  return emptyReading({
    ...activeVerdict(object, conditions, {
      active: 'Gives quota to jobs.',
      inactive: 'No job gets quota',
    }),
    conditions,
    facts: readFacts(object),
  });
}

function readFacts({ spec, status }: KubernetesObject): FactReading[] {
  const cohort =
    cleanText(at(spec, 'cohortName'), 253) ??
    cleanText(at(spec, 'cohort'), 253);
  return [
    ...fact('pending', asCount(at(status, 'pendingWorkloads'))),
    ...fact('admitted', asCount(at(status, 'admittedWorkloads'))),
    ...fact('reserving', asCount(at(status, 'reservingWorkloads'))),
    ...quotaFacts(at(spec, 'resourceGroups'), at(status, 'flavorsUsage') ?? []),
    ...fact(
      'cohort',
      cohort,
      cohort ? { kind: 'cohort', name: cohort } : undefined,
    ),
    ...fact('strategy', at(spec, 'queueingStrategy')),
    ...fact('preemption', at(spec, 'preemption', 'withinClusterQueue')),
    ...fact('fairShare', asCount(at(status, 'fairSharing', 'weightedShare'))),
  ];
}
