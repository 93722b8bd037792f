import { kubeflowWorkloadReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { Operation } from './Operation';
import { operations } from './operations';

/** As `errorHandler` of Backstage sends it. */
const errorSchema = z
  .object({
    // Kinds of errors add fields of their own.
    error: z.looseObject({ name: z.string(), message: z.string() }),
    request: z.object({ method: z.string(), url: z.string() }).optional(),
    response: z.object({ statusCode: z.number().int() }),
  })
  .meta({ id: 'Error' });

/** What each operation can answer when it cannot do as asked. */
function failuresOf(operation: Operation): Record<string, string> {
  const permissions = (
    operation.permissions ?? [kubeflowWorkloadReadPermission]
  ).map(({ name }) => name);
  return {
    400: 'A parameter is wrong; the message names it',
    401: 'No valid token',
    403: `The permission ${permissions.join(' or ')} is missing`,
    404: 'No such cluster, kind or object',
    ...(operation.tag === 'pipelines' && {
      403: `The permission ${permissions.join(' or ')} is missing, or the cluster does not allow it to the caller`,
      409: 'The object is not in the state for it, or the page token is too old; the message says what to do',
      501: 'This Pipelines API cannot do it',
    }),
    ...(operation.body && { 413: 'The body is too large' }),
    503: 'The cluster does not answer, or not as it should',
  };
}

/** The OpenAPI 3.1 document of this API, made from the schemas that read its input and shape its output. */
export function createOpenApiDocument(options: {
  /** Base URL of the API. */
  url: string;
  version: string;
}): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Kubeflow Portal',
      version: options.version,
      description:
        'Kubeflow workloads of all clusters, as the portal follows them.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: options.url }],
    security: [{ backstage: [] }],
    tags: [
      { name: 'clusters' },
      { name: 'workloads' },
      { name: 'stream' },
      { name: 'pipelines' },
      { name: 'logs' },
    ],
    paths: describePaths(Object.values<Operation>(operations)),
    components: {
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Backstage token of a person or a service',
        },
      },
    },
  });
}

function describePaths(all: readonly Operation[]) {
  const paths: Record<
    string,
    Record<string, ReturnType<typeof describeOperation>>
  > = {};
  for (const operation of all) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][operation.method ?? 'get'] = describeOperation(operation);
  }
  return paths;
}

function describeOperation(operation: Operation) {
  const { params, query, body, response } = operation;
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    // A key that is there must have a schema.
    requestParams: {
      ...(params ? { path: params } : {}),
      ...(query ? { query } : {}),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: body.schema } },
      },
    }),
    responses: {
      [response ? (response.status ?? 200) : 204]: {
        description: operation.summary,
        ...(response && {
          content: { [response.type]: { schema: response.schema } },
        }),
      },
      ...Object.fromEntries(
        Object.entries(failuresOf(operation)).map(([status, description]) => [
          status,
          {
            description,
            content: { 'application/json': { schema: errorSchema } },
          },
        ]),
      ),
    },
  };
}
