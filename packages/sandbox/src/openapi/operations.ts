import type { ResourceRegistry, ServedResource } from '../resources';
import { findVersion } from '../resources';

/** Parameters of a PATCH: kubectl looks for them before it trusts the server to validate or to do a dry run. */
const patchParameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'];

export interface ResourcePath {
  path: string;
  /** HTTP methods in lower case, with the names of their query parameters. */
  operations: Record<string, string[]>;
  kind: { group: string; version: string; kind: string };
}

/** The resources of a group and version. */
export function servedIn(
  registry: ResourceRegistry,
  group: string,
  version: string,
): ServedResource[] {
  return registry
    .all()
    .filter(resource => resource.group === group)
    .flatMap(resource => {
      const found = findVersion(resource, version);
      return found ? [{ resource, version: found }] : [];
    });
}

/** The paths of a resource, as OpenAPI documents have them. */
export function resourcePaths({
  resource,
  version,
}: ServedResource): ResourcePath[] {
  const { group, plural, namespaced } = resource;
  const root = group
    ? `/apis/${group}/${version.name}`
    : `/api/${version.name}`;
  const path = `${root}${namespaced ? '/namespaces/{namespace}' : ''}/${plural}`;
  const kind = { group, version: version.name, kind: resource.kind };
  const written = patchParameters.slice(0, 3);
  return [
    { path, kind, operations: { get: [], post: written } },
    {
      path: `${path}/{name}`,
      kind,
      operations: {
        get: [],
        put: written,
        patch: patchParameters,
        delete: ['dryRun'],
      },
    },
  ];
}
