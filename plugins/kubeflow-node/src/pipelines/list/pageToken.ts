import { createHash } from 'node:crypto';
import { PipelinesError } from '../PipelinesError';

/** The API's own are base64; a dot is in neither part. */
const SEPARATOR = '.';

/**
 * Makes a page token of the API one that belongs to its query: the API takes filter and order from the token alone, so
 * a token that is used with another query would answer the wrong one.
 */
export function bindPageToken(token: string, query: object): string {
  return `${digest(query)}${SEPARATOR}${token}`;
}

/**
 * The API's own page token.
 *
 * @throws PipelinesError of kind `stale-page` when the token is not of this query
 */
export function unbindPageToken(token: string, query: object): string {
  const at = token.indexOf(SEPARATOR);
  const own = token.slice(at + 1);
  if (at < 0 || own === '' || token.slice(0, at) !== digest(query)) {
    throw new PipelinesError(
      'stale-page',
      'The page token belongs to another query. Start again from the first page.',
    );
  }
  return own;
}

/** Of what a query asks for, in whatever order its keys stand; how much at a time is no part of it. */
function digest(query: object): string {
  const entries = Object.entries(query)
    .filter(
      ([key, value]) =>
        key !== 'pageToken' && key !== 'pageSize' && value !== undefined,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(entries))
    .digest('base64url')
    .slice(0, 16);
}
