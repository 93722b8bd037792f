import { isTerminalState } from '../../state';
import type { KindVerb, Reading } from '../types';

/** Kueue owns `suspend` of the jobs in its queues and sets it back, so a person cannot use it there. */
const suspendIsFree = (reading: Reading) => reading.queue === undefined;

/** The smallest merge patch that sets one field. @public */
export function mergePatch(
  path: readonly string[],
  value: unknown,
): Record<string, unknown> {
  let body: unknown = value;
  for (const key of [...path].reverse()) {
    body = { [key]: body };
  }
  return body as Record<string, unknown>;
}

function setField(
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

/**
 * Holds an object by a boolean in its spec. Not for what is over, is held already, or waits in a Kueue queue.
 *
 * @param path - from the object's root: `['spec', 'suspend']`
 * @public
 */
export function suspendBySpec(
  path: readonly string[] = ['spec', 'suspend'],
): KindVerb {
  return setField(
    'suspend',
    path,
    true,
    reading =>
      suspendIsFree(reading) &&
      !isTerminalState(reading.state) &&
      reading.state !== 'suspended',
  );
}

/** The opposite of {@link suspendBySpec}. @public */
export function resumeBySpec(
  path: readonly string[] = ['spec', 'suspend'],
): KindVerb {
  return setField(
    'resume',
    path,
    false,
    reading => suspendIsFree(reading) && reading.state === 'suspended',
  );
}

/** Every object can be deleted. @public */
export const deleteVerb: KindVerb = {
  id: 'delete',
  isAvailable: () => true,
  request: () => ({ method: 'DELETE' }),
};
