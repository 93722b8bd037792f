import type {
  Cluster,
  ClusterKind,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterFailure } from './ClusterFailure';

/** What the last look at a cluster gave. */
export type Reach =
  | { state: 'connecting' }
  | { state: 'reached' }
  | { state: 'failed'; failure: ClusterFailure }
  /** Cannot be read by a backend at all. */
  | { state: 'unusable'; message: string };

/** Health in one word, and why it is not better. */
export function describeHealth(
  reach: Reach,
  kinds: readonly ClusterKind[],
): { health: Cluster['health']; message: string | undefined } {
  switch (reach.state) {
    case 'connecting':
      return { health: 'connecting', message: undefined };
    case 'unusable':
      return { health: 'unauthorized', message: reach.message };
    case 'failed':
      return {
        health:
          reach.failure.kind === 'unauthorized' ||
          reach.failure.kind === 'forbidden'
            ? 'unauthorized'
            : 'unreachable',
        message: reach.failure.message,
      };
    default:
  }
  const troubled = kinds.filter(
    ({ status }) =>
      status === 'forbidden' ||
      status === 'error' ||
      status === 'unsupported-version',
  );
  if (troubled.length === 0) {
    return { health: 'connected', message: undefined };
  }
  const followed = kinds.filter(({ status }) => status !== 'absent').length;
  return {
    health: 'degraded',
    message: `${troubled.length} of ${followed} kinds cannot be followed: ${troubled
      .map(({ kind, status }) => `${kind} (${status})`)
      .join(', ')}.`,
  };
}
