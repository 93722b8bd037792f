import { NotAllowedError } from '@backstage/errors';
import { CLUSTER_DENIED } from '@kubeflow-portal/plugin-kubeflow-common';

/** A 403 that no permission of the portal would change; the page then does not ask for one. */
export function clusterDenied(message: string): NotAllowedError {
  return Object.assign(new NotAllowedError(message), { code: CLUSTER_DENIED });
}
