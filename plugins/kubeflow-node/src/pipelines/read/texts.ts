import {
  asRecord,
  asString,
  cleanText,
} from '@kubeflow-portal/plugin-kubeflow-common';

const ID_LIMIT = 200;
const NAME_LIMIT = 300;

/** An id as it is: it is sent back. Absent when it is no id that the API could have made. */
export function readId(value: unknown): string | undefined {
  const id = asString(value);
  return id !== undefined && id.length <= ID_LIMIT && cleanText(id) === id
    ? id
    : undefined;
}

/** A name for people. */
export function readName(value: unknown): string | undefined {
  return cleanText(value, NAME_LIMIT);
}

/** The message of a `google.rpc.Status`, which rows and states carry as `error`. */
export function readErrorMessage(error: unknown): string | undefined {
  return cleanText(asRecord(error)?.message) ?? cleanText(error);
}

/** Tags, cleaned; the first hundred. */
export function readTags(value: unknown): Record<string, string> {
  const tags: [string, string][] = [];
  for (const [key, entry] of Object.entries(asRecord(value) ?? {})) {
    const name = cleanText(key, 100);
    if (name !== undefined && typeof entry === 'string' && tags.length < 100) {
      tags.push([name, cleanText(entry, 300) ?? '']);
    }
  }
  return Object.fromEntries(tags);
}
