import type { KubernetesObject } from '../../kubernetesObject';
import {
  asRecords,
  asStringMap,
  at,
  cleanText,
  createdAtOf,
} from '../../reading';
import { availableReading, deleteVerb, fact, totalRead } from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';

/** The API allows eight of each. */
const MAX_SHOWN = 8;

/**
 * A sort of nodes for which there is quota. Source: kubernetes-sigs/kueue
 * apis/kueue/v1beta2/resourceflavor_types.go.
 *
 * @public
 */
export const resourceFlavor: KindDefinition = {
  id: 'resourceflavor',
  kind: 'ResourceFlavor',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'],
  plural: 'resourceflavors',
  scope: 'Cluster',
  family: 'queues',
  role: 'definition',
  title: { one: 'Resource flavor', many: 'Resource flavors' },
  read: totalRead(readResourceFlavor),
  children: () => [],
  verbs: [deleteVerb],
};

function readResourceFlavor(object: KubernetesObject): Reading {
  return availableReading({
    message: 'Cluster queues can give quota of it.',
    since: createdAtOf(object),
    facts: readFacts(object.spec),
  });
}

function readFacts(spec: unknown): FactReading[] {
  const labels = Object.entries(asStringMap(at(spec, 'nodeLabels')));
  const topology = cleanText(at(spec, 'topologyName'), 253);
  return [
    ...labels
      .slice(0, MAX_SHOWN)
      .flatMap(([key, value]) => fact('nodeLabel', `${key}=${value}`)),
    ...asRecords(at(spec, 'nodeTaints'))
      .slice(0, MAX_SHOWN)
      .flatMap(taint =>
        fact(
          'nodeTaint',
          [cleanText(taint.key, 253), cleanText(taint.effect, 30)]
            .filter(Boolean)
            .join(': '),
        ),
      ),
    ...fact(
      'topology',
      topology,
      topology ? { kind: 'topology', name: topology } : undefined,
    ),
  ];
}
