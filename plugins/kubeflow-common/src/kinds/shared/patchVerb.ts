import type { KindVerb, Reading } from '../types';
import { mergePatch } from './verbs';

/**
 * A verb that sets one field, whatever the object says now.
 *
 * @param path - from the object's root: `['spec', 'paused']`
 * @param value - `null` removes the field (RFC 7396)
 * @public
 */
export function patchVerb(
  id: KindVerb['id'],
  path: readonly string[],
  value: unknown,
  isAvailable: (reading: Reading) => boolean,
): KindVerb {
  return {
    id,
    isAvailable,
    request: () => ({
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: mergePatch(path, value),
    }),
  };
}
