import { PipelinesError } from '../PipelinesError';
import type { PipelinesHttp } from '../transport/PipelinesHttp';

/**
 * What was read of an answer that must hold a record.
 *
 * @throws PipelinesError of kind `unreachable` when it holds none: then something else than the API answered
 */
export function expectRecord<T>(
  record: T | undefined,
  what: string,
  http: PipelinesHttp,
): T {
  if (record === undefined) {
    throw new PipelinesError(
      'unreachable',
      `${http.where} answered with something that is not ${what}. Is it the address of a Pipelines API, in a version that this portal knows (v2beta1)?`,
    );
  }
  return record;
}
