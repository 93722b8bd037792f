import type { PipelinesStore } from '../store';
import type { PipelinesHost } from './PipelinesHost';

/** The namespace that the server itself lives in, and everything in single-user mode. */
export const serverNamespace = 'kubeflow';

/** What the services share. */
export interface ServerParts {
  readonly store: PipelinesStore;
  readonly multiUser: boolean;
  /** The host of the moment: the past while it is made up, the present after. */
  readonly host: PipelinesHost;
}

/** Now, in the database's seconds. */
export function nowSeconds({ host }: ServerParts): number {
  return Math.floor(host.now().getTime() / 1000);
}

/** In single-user mode there are no namespaces. */
export function effectiveNamespace(
  { multiUser }: ServerParts,
  namespace: string,
): string {
  return multiUser ? namespace : '';
}
