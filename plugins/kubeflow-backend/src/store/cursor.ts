import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SortPosition } from './sortOrder';

const cursorSchema = z.strictObject({
  /** Fingerprint of filter and sort. */
  f: z.string(),
  /** The time for which durations count, in seconds since the epoch. */
  t: z.number(),
  /** Sort keys; null stands for an absent one. */
  k: z.array(z.union([z.string(), z.number(), z.null()])).max(4),
  /** Name, namespace, cluster, kind, uid. */
  i: z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]),
});

/** What a cursor is bound to: the same value for the same filter and sort, however they were written. */
export function fingerprint(value: Record<string, unknown>): string {
  const canonical = JSON.stringify(
    Object.keys(value)
      .sort()
      .filter(key => value[key] !== undefined)
      .map(key => {
        const part = value[key];
        return [key, Array.isArray(part) ? [...part].sort() : part];
      }),
  );
  return createHash('sha256')
    .update(canonical)
    .digest('base64url')
    .slice(0, 16);
}

/** A place in a sorted list, as text for a URL: the page after it begins with the next row. */
export function encodeCursor(
  print: string,
  now: number,
  position: SortPosition,
): string {
  const { keys, name, namespace, cluster, kind, uid } = position;
  const cursor: z.infer<typeof cursorSchema> = {
    f: print,
    t: now,
    k: keys.map(key => key ?? null),
    i: [name, namespace, cluster, kind, uid],
  };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws InputError when the text is no cursor, or one of another filter or sort */
export function decodeCursor(
  text: string,
  print: string,
): { now: number; position: SortPosition } {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    json = undefined;
  }
  const parsed = cursorSchema.safeParse(json);
  if (!parsed.success) {
    throw new InputError(
      "Parameter 'cursor' is not a cursor that this API gave out; leave it out to begin with the first page",
    );
  }
  const { f, t, k, i } = parsed.data;
  if (f !== print) {
    throw new InputError(
      "Parameter 'cursor' belongs to another filter or sort order; leave it out to begin with the first page",
    );
  }
  const [name, namespace, cluster, kind, uid] = i;
  return {
    now: t,
    position: {
      keys: k.map(key => key ?? undefined),
      name,
      namespace,
      cluster,
      kind,
      uid,
    },
  };
}
