import { createHash } from 'node:crypto';
import type { ResourceRegistry } from '../resources';
import { groupVersion } from '../resources';
import { discoverGroups, discoverVersion } from './apiResources';

/** GET /api. */
export function coreVersions(address: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: address },
    ],
  };
}

function apiGroup(name: string, versions: string[]) {
  const all = versions.map(version => ({
    groupVersion: groupVersion(name, version),
    version,
  }));
  return { name, versions: all, preferredVersion: all[0] };
}

/** GET /apis. */
export function groupList(registry: ResourceRegistry): object {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [...discoverGroups(registry)].map(([name, versions]) =>
      apiGroup(name, versions),
    ),
  };
}

/** GET /apis/{group}; nothing when there is no such group. */
export function group(
  registry: ResourceRegistry,
  name: string,
): object | undefined {
  const versions = discoverGroups(registry).get(name);
  return (
    versions && {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...apiGroup(name, versions),
    }
  );
}

/** GET /api/v1 and /apis/{group}/{version}; nothing when there is no such version. */
export function resourceList(
  registry: ResourceRegistry,
  name: string,
  version: string,
): object | undefined {
  const resources = discoverVersion(registry, name, version);
  if (resources.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: groupVersion(name, version),
    resources: resources.flatMap(resource => [
      {
        name: resource.plural,
        singularName: resource.singular,
        namespaced: resource.namespaced,
        kind: resource.kind,
        verbs: resource.verbs,
        ...(resource.shortNames.length > 0
          ? { shortNames: resource.shortNames }
          : {}),
        ...(resource.categories.length > 0
          ? { categories: resource.categories }
          : {}),
        ...(resource.verbs.length > 1
          ? {
              storageVersionHash: createHash('sha256')
                .update(`${name}/${resource.kind}`)
                .digest('base64')
                .slice(0, 12),
            }
          : {}),
      },
      ...resource.subresources.map(sub => ({
        name: `${resource.plural}/${sub.name}`,
        singularName: '',
        namespaced: resource.namespaced,
        ...(sub.kindGroup
          ? { group: sub.kindGroup, version: sub.kindVersion }
          : {}),
        kind: sub.kind,
        verbs: sub.verbs,
      })),
    ]),
  };
}
