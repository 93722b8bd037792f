import { InputError } from '@backstage/errors';
import type { Request } from 'express';
import type { z } from 'zod';

/**
 * The query as it was sent: a parameter that stands there more than once is a list, however long, and brackets in a name
 * mean nothing. Express's own parser gives up lists after 20 values, and makes objects of names.
 */
export function readQuery(request: Request): Record<string, unknown> {
  const { searchParams } = new URL(request.originalUrl, 'http://portal');
  const query: Record<string, unknown> = Object.create(null);
  for (const key of new Set(searchParams.keys())) {
    const values = searchParams.getAll(key);
    query[key] = values.length === 1 ? values[0] : values;
  }
  return query;
}

/**
 * Reads what a caller sent.
 *
 * @param what - `Parameter` of a path or query, or `Field` of a body
 * @throws InputError that names each wrong parameter and says why
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
  what: 'Parameter' | 'Field' = 'Parameter',
): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  throw new InputError(
    parsed.error.issues
      .flatMap(issue =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map(
              key =>
                `Unknown ${what.toLowerCase()} '${[...issue.path, key].join('.')}'`,
            )
          : issue.path.length === 0
            ? `The input as a whole: ${issue.message}`
            : `${what} '${issue.path.join('.')}': ${issue.message}`,
      )
      .join('; '),
  );
}
