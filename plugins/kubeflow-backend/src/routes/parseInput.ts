import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/**
 * Reads what a caller sent.
 *
 * @throws InputError that names each wrong parameter and says why
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  throw new InputError(
    parsed.error.issues
      .flatMap(issue =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map(key => `Unknown parameter '${key}'`)
          : `Parameter '${issue.path.join('.')}': ${issue.message}`,
      )
      .join('; '),
  );
}
