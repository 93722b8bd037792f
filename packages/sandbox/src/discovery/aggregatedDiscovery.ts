import type { ResourceRegistry } from '../resources';
import { discoverGroups, discoverVersion } from './apiResources';

/** Versions of `apidiscovery.k8s.io` that clients may ask for. */
export const aggregatedVersions = ['v2', 'v2beta1'];

function describe(registry: ResourceRegistry, group: string, version: string) {
  return {
    version,
    freshness: 'Current',
    resources: discoverVersion(registry, group, version).map(resource => ({
      resource: resource.plural,
      responseKind: { group, version, kind: resource.kind },
      scope: resource.namespaced ? 'Namespaced' : 'Cluster',
      singularResource: resource.singular,
      verbs: resource.verbs,
      ...(resource.shortNames.length > 0
        ? { shortNames: resource.shortNames }
        : {}),
      ...(resource.categories.length > 0
        ? { categories: resource.categories }
        : {}),
      ...(resource.subresources.length > 0
        ? {
            subresources: resource.subresources.map(sub => ({
              subresource: sub.name,
              responseKind: {
                group: sub.kindGroup ?? group,
                version: sub.kindVersion ?? version,
                kind: sub.kind,
              },
              verbs: sub.verbs,
            })),
          }
        : {}),
    })),
  };
}

/** `APIGroupDiscoveryList` (KEP-3352): all of discovery in two answers, one below /api, one below /apis. */
export function aggregatedDiscovery(
  registry: ResourceRegistry,
  root: 'api' | 'apis',
  version: string,
): object {
  const groups: Map<string, string[]> =
    root === 'api' ? new Map([['', ['v1']]]) : discoverGroups(registry);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: [...groups].map(([name, versions]) => ({
      metadata: { ...(name ? { name } : {}), creationTimestamp: null },
      versions: versions.map(one => describe(registry, name, one)),
    })),
  };
}
