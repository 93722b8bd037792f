import { acceleratorsOfPodTemplate } from '../accelerators';
import type { Pod } from '../api';
import type { KubernetesObject } from '../kubernetesObject';
import {
  asString,
  asTime,
  at,
  cleanText,
  createdAtOf,
  isDeleting,
  nameOf,
  namespaceOf,
} from '../reading';
import { reasonOfPod } from './podReason';
import { rankOf, roleOf } from './podRole';
import { readContainers } from './readContainers';

const phases = ['Pending', 'Running', 'Succeeded', 'Failed'] as const;

/**
 * What a pod means, for a person who does not know Kubernetes. Pure and total: whatever the object holds, the answer
 * fits the wire schema.
 *
 * @public
 */
export function readPod(object: KubernetesObject): Pod {
  const phase =
    phases.find(name => name === at(object, 'status', 'phase')) ?? 'Unknown';
  const containers = readContainers(object);
  return {
    name: nameOf(object) ?? '',
    namespace: namespaceOf(object) ?? '',
    uid: asString(at(object, 'metadata', 'uid')) ?? '',
    phase,
    ...reasonOfPod(object, phase, containers),
    role: roleOf(object),
    rank: rankOf(object),
    node: cleanText(at(object, 'spec', 'nodeName'), 253),
    accelerators: acceleratorsOfPodTemplate(object),
    containers: containers.map(({ container }) => container),
    createdAt: createdAtOf(object),
    startedAt: asTime(at(object, 'status', 'startTime')),
    deleting: isDeleting(object) || undefined,
  };
}
