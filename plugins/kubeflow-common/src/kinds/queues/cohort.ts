import type { KubernetesObject } from '../../kubernetesObject';
import { asCount, at, cleanText, createdAtOf } from '../../reading';
import { availableReading, deleteVerb, fact, totalRead } from '../shared';
import type { KindDefinition, Reading } from '../types';
import { quotaFacts } from './quotas';

/**
 * Cluster queues that lend each other what they do not use. Source: kubernetes-sigs/kueue
 * apis/kueue/v1beta2/cohort_types.go. A cohort exists as soon as a queue names it, with or without an object.
 *
 * @public
 */
export const cohort: KindDefinition = {
  id: 'cohort',
  kind: 'Cohort',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'],
  plural: 'cohorts',
  scope: 'Cluster',
  family: 'queues',
  role: 'definition',
  title: { one: 'Cohort', many: 'Cohorts' },
  read: totalRead(readCohort),
  children: () => [],
  verbs: [deleteVerb],
};

function readCohort(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const parent = cleanText(at(spec, 'parentName'), 253);
  return availableReading({
    message: 'Its queues can lend each other quota.',
    since: createdAtOf(object),
    facts: [
      ...fact(
        'parent',
        parent,
        parent ? { kind: 'cohort', name: parent } : undefined,
      ),
      ...quotaFacts(at(spec, 'resourceGroups')),
      ...fact('fairShare', asCount(at(status, 'fairSharing', 'weightedShare'))),
    ],
  });
}
