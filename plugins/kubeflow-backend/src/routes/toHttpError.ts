import {
  ConflictError,
  InputError,
  NotFoundError,
  NotImplementedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  PipelinesError,
  type PipelinesErrorKind,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { clusterDenied } from '../authorize/clusterDenied';
import { ClusterFailure } from '../watch/ClusterFailure';

/**
 * What a cluster did wrong is no fault of this backend, nor of who asks. A credential that a cluster refuses is ours,
 * so it is never answered with 401, which tells a browser that its own session is over.
 */
export function toHttpError(
  error: unknown,
  cluster: string | undefined,
): unknown {
  if (error instanceof ClusterFailure) {
    return error.kind === 'absent'
      ? new NotFoundError(inCluster(error.message, cluster))
      : new ServiceUnavailableError(inCluster(error.message, cluster));
  }
  if (error instanceof PipelinesError) {
    const message = inCluster(error.message, cluster);
    if (error.kind === 'forbidden') {
      return clusterDenied(message);
    }
    const HttpError = pipelinesErrors[error.kind];
    return new HttpError(message);
  }
  return error;
}

const pipelinesErrors: Record<
  Exclude<PipelinesErrorKind, 'forbidden'>,
  new (message: string) => Error
> = {
  absent: NotFoundError,
  'not-found': NotFoundError,
  invalid: InputError,
  conflict: ConflictError,
  unauthorized: ServiceUnavailableError,
  unsupported: NotImplementedError,
  'stale-page': ConflictError,
  unreachable: ServiceUnavailableError,
  failed: ServiceUnavailableError,
};

/** Says where, unless the message does. */
function inCluster(message: string, cluster: string | undefined): string {
  return cluster === undefined || message.includes(`'${cluster}'`)
    ? message
    : `Cluster '${cluster}': ${message}`;
}
