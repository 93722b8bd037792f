import type { KubernetesObject } from '../../kubernetesObject';
import { at, cleanText, readConditions } from '../../reading';
import { deleteVerb, emptyReading, fact, totalRead } from '../shared';
import type { KindDefinition, Reading } from '../types';
import { activeVerdict } from './activeVerdict';

/**
 * What has to say yes, beside the quota, before a job is let go: provisioning of nodes, another cluster. Source:
 * kubernetes-sigs/kueue apis/kueue/v1beta2/admissioncheck_types.go.
 *
 * @public
 */
export const admissionCheck: KindDefinition = {
  id: 'admissioncheck',
  kind: 'AdmissionCheck',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'],
  plural: 'admissionchecks',
  scope: 'Cluster',
  family: 'queues',
  role: 'definition',
  title: { one: 'Admission check', many: 'Admission checks' },
  read: totalRead(readAdmissionCheck),
  children: () => [],
  verbs: [deleteVerb],
};

function readAdmissionCheck(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const parameters = at(spec, 'parameters');
  return emptyReading({
    ...activeVerdict(object, conditions, {
      active: 'Decides about jobs.',
      inactive: 'No job that needs it is let go',
    }),
    conditions,
    facts: [
      ...fact('controller', at(spec, 'controllerName')),
      ...fact(
        'parameters',
        [
          cleanText(at(parameters, 'kind'), 100),
          cleanText(at(parameters, 'name'), 253),
        ]
          .filter(Boolean)
          .join(' '),
      ),
    ],
  });
}
