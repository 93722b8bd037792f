import { z } from 'zod';
import type { Portal } from './startPortal';

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  tags: z.tuple([z.string()]),
  parameters: z
    .array(
      z.object({
        in: z.enum(['path', 'query']),
        name: z.string(),
        required: z.boolean().optional(),
        schema: z.looseObject({}),
      }),
    )
    .default([]),
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.object({ schema: z.looseObject({}) }),
      }),
    })
    .optional(),
  responses: z.record(
    z.string().regex(/^\d{3}$/),
    z.object({
      description: z.string(),
      content: z
        .record(z.string(), z.object({ schema: z.looseObject({}) }))
        .optional(),
    }),
  ),
});

const documentSchema = z.object({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  servers: z.array(z.object({ url: z.url() })),
  paths: z.record(
    z.string().startsWith('/v1/'),
    z.strictObject({
      get: operationSchema.optional(),
      post: operationSchema.optional(),
      delete: operationSchema.optional(),
    }),
  ),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

/** A request for one operation. */
export interface ExampleRequest {
  id: string;
  tag: string;
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
}

/** The OpenAPI document as callers get it, and a judge of answers that knows nothing but the document. */
export class ApiDocument {
  readonly content: z.output<typeof documentSchema>;
  readonly #schemas = new Map<string, z.ZodType>();

  private constructor(content: z.output<typeof documentSchema>) {
    this.content = content;
  }

  static async fetch(portal: Portal): Promise<ApiDocument> {
    return new ApiDocument(await portal.get('/openapi.json', documentSchema));
  }

  /** Paths with parameters filled in, one for each operation. */
  examples(parameters: Record<string, string>): ExampleRequest[] {
    return this.#operations().map(({ path, method, operation }) => ({
      id: operation.operationId,
      tag: operation.tags[0],
      method,
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => {
        if (!(name in parameters)) {
          throw new Error(`There is no example for the parameter ${name}`);
        }
        return encodeURIComponent(parameters[name]);
      }),
    }));
  }

  /** Names of the parameters of an operation's path and query. */
  parametersOf(id: string): string[] {
    return this.#operation(id).parameters.map(({ name }) => name);
  }

  /** @throws when a body is not what the document says of this operation and status, fields that it leaves out included */
  check(id: string, status: number, type: string, body: unknown): void {
    const schema =
      this.#operation(id).responses[status]?.content?.[type]?.schema ??
      expect.unreachable(`${id} has no answer ${status} of type ${type}`);
    const key = `${id} ${status}`;
    let judge = this.#schemas.get(key);
    if (!judge) {
      judge = z.fromJSONSchema(this.#standAlone(schema));
      this.#schemas.set(key, judge);
    }
    const result = judge.safeParse(body);
    if (!result.success) {
      throw new Error(`${key}: ${z.prettifyError(result.error)}`);
    }
  }

  #operations() {
    return Object.entries(this.content.paths).flatMap(([path, methods]) =>
      (['get', 'post', 'delete'] as const).flatMap(method => {
        const operation = methods[method];
        return operation
          ? [
              {
                path,
                method: method.toUpperCase() as ExampleRequest['method'],
                operation,
              },
            ]
          : [];
      }),
    );
  }

  #operation(id: string): z.output<typeof operationSchema> {
    const found = this.#operations().find(
      ({ operation }) => operation.operationId === id,
    );
    return (
      found?.operation ?? expect.unreachable(`There is no operation ${id}`)
    );
  }

  #standAlone(schema: object): z.core.JSONSchema.JSONSchema {
    return JSON.parse(
      JSON.stringify({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        ...schema,
        $defs: this.content.components.schemas,
      }).replaceAll('#/components/schemas/', '#/$defs/'),
    );
  }
}
