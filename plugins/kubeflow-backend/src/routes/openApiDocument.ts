import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { operations, type Operation } from './operations';

/** As `errorHandler` of Backstage sends it. */
const errorSchema = z
  .object({
    // Kinds of errors add fields of their own.
    error: z.looseObject({ name: z.string(), message: z.string() }),
    request: z.object({ method: z.string(), url: z.string() }).optional(),
    response: z.object({ statusCode: z.number().int() }),
  })
  .meta({ id: 'Error' });

const failures: Record<string, string> = {
  400: 'A parameter is wrong; the message names it',
  401: 'No valid token',
  403: 'The permission kubeflow.workload.read is missing',
  404: 'No such cluster, kind or object',
  503: 'The cluster does not answer, or not as it should',
};

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
    tags: [{ name: 'clusters' }, { name: 'workloads' }, { name: 'stream' }],
    paths: Object.fromEntries(
      Object.values<Operation>(operations).map(operation => [
        operation.path.replace(/:(\w+)/g, '{$1}'),
        { get: describeOperation(operation) },
      ]),
    ),
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

function describeOperation(operation: Operation) {
  const { type, schema } = operation.response;
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    // A key that is there must have a schema.
    requestParams: {
      ...(operation.params ? { path: operation.params } : {}),
      ...(operation.query ? { query: operation.query } : {}),
    },
    responses: {
      200: {
        description: operation.summary,
        content: { [type]: { schema } },
      },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
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
