import { invalidInput } from '../rpc';

const longest = 63;
const most = 20;

/** @throws RpcError 400 that names the tag */
export function checkTags(tags: Record<string, string>): void {
  const entries = Object.entries(tags);
  if (entries.length > most) {
    throw invalidInput(
      `number of tags (${entries.length}) exceeds maximum of ${most} per entity`,
    );
  }
  for (const [key, value] of entries) {
    const quoted = JSON.stringify(key);
    if (key === '') throw invalidInput('tag key cannot be empty');
    if (key.includes('.')) {
      throw invalidInput(`tag key ${quoted} must not contain '.' character`);
    }
    if ([...key].length > longest) {
      throw invalidInput(
        `tag key ${quoted} exceeds maximum length of ${longest} characters`,
      );
    }
    if ([...value].length > longest) {
      throw invalidInput(
        `tag value ${JSON.stringify(value)} for key ${quoted} exceeds maximum length of ${longest} characters`,
      );
    }
  }
}

/** Whether something has all of the tags. */
export function hasTags(
  own: Record<string, string>,
  wanted: Record<string, string>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => own[key] === value);
}
