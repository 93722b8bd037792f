import { CustomErrorBase } from '@backstage/errors';

/**
 * Why a request to a Pipelines API failed.
 *
 * - `absent`: the cluster has no Pipelines API there
 * - `not-found`: the record does not exist (any more)
 * - `invalid`: the API refused the request as wrong
 * - `conflict`: there is one of that name, or it is in the wrong state
 * - `unauthorized`: the API does not know who asks, or a token ran out
 * - `forbidden`: who asks may not
 * - `unsupported`: this version or this set-up of the API cannot do it
 * - `stale-page`: the page token does not belong to this query any more; start from the first page
 * - `unreachable`: no answer, or one that is not the API's
 * - `failed`: the API has a fault
 *
 * @public
 */
export type PipelinesErrorKind =
  | 'absent'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'unauthorized'
  | 'forbidden'
  | 'unsupported'
  | 'stale-page'
  | 'unreachable'
  | 'failed';

/** The message says what, where and what to do. @public */
export class PipelinesError extends CustomErrorBase {
  readonly kind: PipelinesErrorKind;

  constructor(kind: PipelinesErrorKind, message: string, cause?: unknown) {
    super(message, cause);
    this.kind = kind;
  }
}
