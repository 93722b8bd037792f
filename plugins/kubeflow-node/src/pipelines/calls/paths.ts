import { cleanText } from '@kubeflow-portal/plugin-kubeflow-common';
import { PipelinesError } from '../PipelinesError';

/** The API that this client speaks. */
export const API = '/apis/v2beta1';

/**
 * An id as a step of a path. Ids are UUIDs; what could be more than one step, or none, is refused before it is sent.
 *
 * @throws PipelinesError of kind `invalid`
 */
export function step(id: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(id)) {
    throw new PipelinesError(
      'invalid',
      `'${cleanText(id, 80) ?? ''}' cannot be the id of a record of the Pipelines API.`,
    );
  }
  return id;
}

/** A record's address. */
export function pathOf(
  collection:
    'runs' | 'experiments' | 'pipelines' | 'recurringruns' | 'artifacts',
  id: string,
): string {
  return `${API}/${collection}/${step(id)}`;
}
