import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Access } from '../authorize/Authorizer';
import type { RouteContext } from './RouteContext';

/** Milliseconds after which a stream asks again whether its reader may still read. */
const ASK_AGAIN = 5 * 60_000;

/**
 * Sees to it that a stream ends when its reader may no longer read, or when the reader's credential expires.
 *
 * @param onRenewed - gets what the reader may see, each time it was asked again
 * @returns to be called when the stream has ended
 */
export function watchCredentials(
  context: RouteContext,
  reader: {
    credentials: BackstageCredentials;
    permissions?: readonly BasicPermission[];
  },
  end: () => void,
  onRenewed: (access: Access) => void = () => undefined,
): () => void {
  const { credentials, permissions } = reader;
  const recheck = setInterval(() => {
    context.authorizer.accessOf(credentials, permissions).then(onRenewed, end);
  }, ASK_AGAIN);
  // Not AbortSignal.timeout: before Node 24, one that only AbortSignal.any knows of may be collected unfired.
  const expiry =
    credentials.expiresAt &&
    setTimeout(end, millisecondsUntil(credentials.expiresAt));
  return () => {
    clearInterval(recheck);
    clearTimeout(expiry);
  };
}

/** At least one second, so that a token on its last leg does not make a loop; at most what a timer can hold. */
function millisecondsUntil(time: Date): number {
  return Math.min(Math.max(1000, time.getTime() - Date.now()), 2 ** 31 - 1);
}
