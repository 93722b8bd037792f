import protobuf from 'protobufjs/light';
import { kubernetesVersion } from '../http/healthRouter';
import type { ResourceRegistry } from '../resources';
import { resourcePaths, type ResourcePath } from './operations';

function allPaths(registry: ResourceRegistry): ResourcePath[] {
  return registry
    .all()
    .flatMap(resource =>
      resource.versions.flatMap(version =>
        resourcePaths({ resource, version }),
      ),
    );
}

/** The OpenAPI 2.0 document: which operations there are. It holds no schemas, so clients leave checking to us. */
export function openApiV2(registry: ResourceRegistry): object {
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: kubernetesVersion.gitVersion },
    paths: Object.fromEntries(
      allPaths(registry).map(({ path, operations, kind }) => [
        path,
        Object.fromEntries(
          Object.entries(operations).map(([method, parameters]) => [
            method,
            {
              parameters: parameters.map(name => ({
                name,
                in: 'query',
                type: 'string',
              })),
              responses: { 200: { description: 'OK' } },
              'x-kubernetes-group-version-kind': kind,
            },
          ]),
        ),
      ]),
    ),
    definitions: {},
  };
}

/** The part of gnostic's `OpenAPIv2.proto` that is needed: kubectl reads this document as protocol buffers alone. */
const gnostic = protobuf.Root.fromJSON({
  nested: {
    Info: {
      fields: {
        title: { type: 'string', id: 1 },
        version: { type: 'string', id: 2 },
      },
    },
    Any: { fields: { yaml: { type: 'string', id: 2 } } },
    NamedAny: {
      fields: {
        name: { type: 'string', id: 1 },
        value: { type: 'Any', id: 2 },
      },
    },
    QueryParameter: {
      fields: {
        in: { type: 'string', id: 2 },
        name: { type: 'string', id: 4 },
        type: { type: 'string', id: 6 },
      },
    },
    NonBodyParameter: { fields: { query: { type: 'QueryParameter', id: 3 } } },
    Parameter: { fields: { nonBody: { type: 'NonBodyParameter', id: 2 } } },
    ParametersItem: { fields: { parameter: { type: 'Parameter', id: 1 } } },
    Operation: {
      fields: {
        parameters: { rule: 'repeated', type: 'ParametersItem', id: 8 },
        extension: { rule: 'repeated', type: 'NamedAny', id: 13 },
      },
    },
    PathItem: {
      fields: {
        get: { type: 'Operation', id: 2 },
        put: { type: 'Operation', id: 3 },
        post: { type: 'Operation', id: 4 },
        delete: { type: 'Operation', id: 5 },
        patch: { type: 'Operation', id: 8 },
      },
    },
    NamedPathItem: {
      fields: {
        name: { type: 'string', id: 1 },
        value: { type: 'PathItem', id: 2 },
      },
    },
    Paths: {
      fields: { path: { rule: 'repeated', type: 'NamedPathItem', id: 2 } },
    },
    Document: {
      fields: {
        swagger: { type: 'string', id: 1 },
        info: { type: 'Info', id: 2 },
        paths: { type: 'Paths', id: 8 },
      },
    },
  },
});

/** The same document as a `openapi.v2.Document` message. */
export function openApiV2Protobuf(registry: ResourceRegistry): Buffer {
  const document = gnostic.lookupType('Document');
  const path = allPaths(registry).map(({ path: name, operations, kind }) => ({
    name,
    value: Object.fromEntries(
      Object.entries(operations).map(([method, parameters]) => [
        method,
        {
          parameters: parameters.map(parameter => ({
            parameter: {
              nonBody: {
                query: { in: 'query', name: parameter, type: 'string' },
              },
            },
          })),
          extension: [
            {
              name: 'x-kubernetes-group-version-kind',
              value: { yaml: JSON.stringify(kind) },
            },
          ],
        },
      ]),
    ),
  }));
  const message = {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: kubernetesVersion.gitVersion },
    paths: { path },
  };
  return Buffer.from(document.encode(document.fromObject(message)).finish());
}
