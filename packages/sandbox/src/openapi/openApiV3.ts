import { createHash } from 'node:crypto';
import { kubernetesVersion } from '../http/healthRouter';
import { discoverGroups } from '../discovery/apiResources';
import type { ResourceRegistry, ServedResource } from '../resources';
import { resourcePaths, servedIn } from './operations';

const metadataSchema = {
  type: 'object',
  description:
    'Name, namespace, labels, annotations, owners: what every object has.',
  properties: {
    name: { type: 'string', description: 'Unique within the namespace.' },
    namespace: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
  },
  'x-kubernetes-preserve-unknown-fields': true,
};

const metadataName = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

function schemaName(group: string, version: string, kind: string): string {
  const reversed = (group || 'core.api.k8s.io').split('.').reverse().join('.');
  return `${reversed}.${version}.${kind}`;
}

function schemaOf({ resource, version }: ServedResource): object {
  const own = version.schema ?? {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  return {
    ...own,
    properties: {
      ...own.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: {
        allOf: [{ $ref: `#/components/schemas/${metadataName}` }],
        default: {},
      },
    },
    'x-kubernetes-group-version-kind': [
      { group: resource.group, version: version.name, kind: resource.kind },
    ],
  };
}

const actions: Record<string, string> = {
  get: 'get',
  post: 'post',
  put: 'put',
  patch: 'patch',
  delete: 'delete',
};

/** The document of one group and version; nothing when none is served. */
export function openApiV3(
  registry: ResourceRegistry,
  group: string,
  version: string,
): object | undefined {
  const served = servedIn(registry, group, version);
  if (served.length === 0) return undefined;
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = { [metadataName]: metadataSchema };
  for (const one of served) {
    const name = schemaName(group, version, one.resource.kind);
    schemas[name] = schemaOf(one);
    for (const { path, operations, kind } of resourcePaths(one)) {
      paths[path] = Object.fromEntries(
        Object.entries(operations).map(([method, parameters]) => [
          method,
          {
            'x-kubernetes-action': actions[method],
            'x-kubernetes-group-version-kind': kind,
            parameters: parameters.map(parameter => ({
              name: parameter,
              in: 'query',
              schema: { type: parameter === 'force' ? 'boolean' : 'string' },
            })),
            responses: {
              200: {
                description: 'OK',
                content: {
                  'application/json': {
                    schema: { $ref: `#/components/schemas/${name}` },
                  },
                },
              },
            },
          },
        ]),
      );
    }
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: kubernetesVersion.gitVersion },
    paths,
    components: { schemas },
  };
}

/** GET /openapi/v3: where the documents are. */
export function openApiV3Index(registry: ResourceRegistry): object {
  const hash = createHash('sha256')
    .update(String(registry.generation))
    .digest('hex');
  const groups = [...discoverGroups(registry)].flatMap(([group, versions]) =>
    versions.map(version => `apis/${group}/${version}`),
  );
  return {
    paths: Object.fromEntries(
      ['api/v1', ...groups].map(path => [
        path,
        { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` },
      ]),
    ),
  };
}
