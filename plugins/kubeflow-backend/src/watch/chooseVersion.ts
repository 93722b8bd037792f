import type { KindDefinition } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ServedResources } from './Discovery';

/** How a kind can be followed in a cluster. */
export type VersionChoice =
  | { choice: 'version'; version: string }
  | { choice: 'absent' }
  | { choice: 'unsupported'; message: string }
  /** Discovery could not tell this time: leave things as they are. */
  | { choice: 'keep' };

/** The first of the kind's versions that the cluster serves. */
export function chooseVersion(
  kind: KindDefinition,
  served: ServedResources,
): VersionChoice {
  const group = served.groups.get(kind.group);
  if (!group) {
    return { choice: 'absent' };
  }
  if (!group.known) {
    return { choice: 'keep' };
  }
  const serving = [...group.versions]
    .filter(([, plurals]) => plurals.has(kind.plural))
    .map(([version]) => version);
  if (serving.length === 0) {
    return { choice: 'absent' };
  }
  const version = kind.versions.find(candidate => serving.includes(candidate));
  return version
    ? { choice: 'version', version }
    : {
        choice: 'unsupported',
        message: `The cluster serves ${kind.plural}.${kind.group} as ${serving.join(', ')}; this portal reads ${kind.versions.join(', ')}. Update the portal, or let the cluster serve one of those.`,
      };
}
