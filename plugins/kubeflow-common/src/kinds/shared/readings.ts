import type { KubernetesObject } from '../../kubernetesObject';
import type { Reading } from '../types';

/** A reading that says nothing yet; `over` fills in what is known. @public */
export function emptyReading(over: Partial<Reading> = {}): Reading {
  return {
    state: 'unknown',
    replicas: [],
    accelerators: [],
    conditions: [],
    facts: [],
    ...over,
  };
}

/** A reading of an object that does not say, or says what we cannot read. @public */
export function unknownReading(
  reason: string,
  message: string,
  over: Partial<Reading> = {},
): Reading {
  return emptyReading({ ...over, state: 'unknown', reason, message });
}

/**
 * A reading of an object that other objects refer to and that has no life of its own: it is there, so it can be used.
 *
 * @public
 */
export function availableReading(over: Partial<Reading> = {}): Reading {
  return emptyReading({ state: 'running', reason: 'Available', ...over });
}

/**
 * Belt and braces around a `read` function: an error that should not happen shows as a reading of its own and takes
 * nothing else with it. Readers must be tolerant by themselves; this is for what they overlooked.
 *
 * @public
 */
export function totalRead(
  read: (object: KubernetesObject) => Reading,
): (object: KubernetesObject) => Reading {
  return object => {
    try {
      return read(object);
    } catch {
      return unknownReading(
        'Unreadable',
        'This object does not have the shape that its API describes. Look at its YAML.',
      );
    }
  };
}
