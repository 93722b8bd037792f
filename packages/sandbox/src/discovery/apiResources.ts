import type { ResourceDefinition, ResourceRegistry } from '../resources';
import { findVersion } from '../resources';
import { reviewResources } from '../review';

const allVerbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** A resource or subresource as discovery tells of it. */
export interface DiscoveredResource {
  plural: string;
  singular: string;
  namespaced: boolean;
  kind: string;
  /** When it is not that of the group and version. */
  kindGroup?: string;
  kindVersion?: string;
  verbs: string[];
  shortNames: string[];
  categories: string[];
  subresources: DiscoveredSubresource[];
}

export interface DiscoveredSubresource {
  name: string;
  kind: string;
  kindGroup?: string;
  kindVersion?: string;
  verbs: string[];
}

/** Subresources beside `status` and `scale`. */
const more: Record<string, DiscoveredSubresource[]> = {
  '/pods': [
    { name: 'log', kind: 'Pod', verbs: ['get'] },
    {
      name: 'eviction',
      kind: 'Eviction',
      kindGroup: 'policy',
      kindVersion: 'v1',
      verbs: ['create'],
    },
  ],
  '/serviceaccounts': [
    {
      name: 'token',
      kind: 'TokenRequest',
      kindGroup: 'authentication.k8s.io',
      kindVersion: 'v1',
      verbs: ['create'],
    },
  ],
};

function discovered(
  resource: ResourceDefinition,
  version: string,
): DiscoveredResource {
  const served = findVersion(resource, version);
  const writable = ['get', 'patch', 'update'];
  return {
    plural: resource.plural,
    singular: resource.singular,
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: allVerbs,
    shortNames: resource.shortNames,
    categories: resource.categories,
    subresources: [
      ...(served?.hasStatus
        ? [{ name: 'status', kind: resource.kind, verbs: writable }]
        : []),
      ...(served?.scale
        ? [
            {
              name: 'scale',
              kind: 'Scale',
              kindGroup: 'autoscaling',
              kindVersion: 'v1',
              verbs: writable,
            },
          ]
        : []),
      ...(more[`${resource.group}/${resource.plural}`] ?? []),
    ],
  };
}

/** What a group serves under a version. */
export function discoverVersion(
  registry: ResourceRegistry,
  group: string,
  version: string,
): DiscoveredResource[] {
  const stored = registry
    .all()
    .filter(
      resource => resource.group === group && findVersion(resource, version),
    )
    .map(resource => discovered(resource, version));
  const reviews = reviewResources
    .filter(review => review.group === group && review.version === version)
    .map(({ plural, kind, namespaced }) => ({
      plural,
      singular: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: ['create'],
      shortNames: [],
      categories: [],
      subresources: [],
    }));
  return [...stored, ...reviews].sort((a, b) => (a.plural < b.plural ? -1 : 1));
}

/** Groups other than the core one, with their versions, the preferred one first. */
export function discoverGroups(
  registry: ResourceRegistry,
): Map<string, string[]> {
  const groups = registry.groups();
  groups.delete('');
  for (const { group, version } of reviewResources) {
    if (!groups.has(group)) groups.set(group, [version]);
  }
  return groups;
}
