import { acceleratorsOfPodTemplate } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asArray,
  asCount,
  at,
  cleanText,
  createdAtOf,
  readConditions,
} from '../../reading';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  totalRead,
} from '../shared';
import type { KindDefinition, Reading } from '../types';
import { readinessVerdict } from './readiness';

/**
 * A server of Seldon Core v2, which many models share. Source: SeldonIO/seldon-core
 * operator/apis/mlops/v1alpha1/server_types.go.
 *
 * @public
 */
export const seldonServer: KindDefinition = {
  id: 'seldon-server',
  kind: 'Server',
  group: 'mlops.seldon.io',
  versions: ['v1alpha1'],
  plural: 'servers',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'Seldon server', many: 'Seldon servers' },
  read: totalRead(readSeldonServer),
  children: object =>
    podsByLabel({ 'seldon-server-name': at(object, 'metadata', 'name') }),
  verbs: [deleteVerb],
};

function readSeldonServer(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict = readinessVerdict(conditions, {
    createdAt: createdAtOf(object),
    ready: 'Ready to take models.',
  });
  const desired = asCount(at(spec, 'replicas')) ?? 1;
  const capabilities = [
    ...asArray(at(spec, 'capabilities')),
    ...asArray(at(spec, 'extraCapabilities')),
  ]
    .slice(0, 30)
    .map(capability => cleanText(capability, 100))
    .filter(Boolean);
  return emptyReading({
    ...verdict,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    replicas: [
      { name: 'server', desired, active: asCount(at(status, 'replicas')) },
    ],
    // What its ServerConfig asks for is not in the object.
    accelerators: acceleratorsOfPodTemplate(at(spec, 'podSpec'), desired),
    conditions,
    facts: [
      ...fact('loadedModels', asCount(at(status, 'loadedModels'))),
      ...fact('serverConfig', at(spec, 'serverConfig')),
      ...fact('capabilities', capabilities.join(', ')),
    ],
  });
}
