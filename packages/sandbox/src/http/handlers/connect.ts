import { ApiError } from '../../errors';
import type { ApiRequest } from '../ApiRequest';

/**
 * `exec`, `attach`, `portforward` and `proxy` of a pod: there is no process behind it, and the answer says so.
 *
 * @throws ApiError 404 when there is no such pod, 405 else
 */
export function connect({ cluster, served, info }: ApiRequest): never {
  cluster.writer.read(served, info.namespace, info.name!);
  throw new ApiError(
    405,
    'MethodNotAllowed',
    `${info.subresource} is not supported on resources of kind "pods": the sandbox runs no containers`,
    { kind: 'pods' },
  );
}
