import { asRecord, cleanText } from '@kubeflow-portal/plugin-kubeflow-common';
import { PipelinesError } from '../PipelinesError';
import type { ReadAnswer } from './PipelinesTransport';
import { parseJson } from './parseJson';

/** What was asked of an API server. */
export interface ServiceProxyRequest {
  cluster: string;
  namespace: string;
  service: string;
  resourceName: string;
  method: string;
  /** The credential is this plugin's own, and not that of Backstage's Kubernetes plugin. */
  isOwnCredential: boolean;
}

/** The verb that RBAC asks for on `services/proxy`, by HTTP method. */
const verbs: Record<string, string> = {
  GET: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/**
 * Tells an error of the API server, or of the `/proxy` of Backstage's Kubernetes plugin before it, from an answer of
 * the service behind. An API server answers with a `Status` object (k8s.io/apimachinery meta/v1), the plugin with
 * `{error: {name, message}}`; the Pipelines API does neither.
 */
export function kubernetesError(
  answer: ReadAnswer,
  request: ServiceProxyRequest,
): PipelinesError | undefined {
  if (answer.status < 400) {
    return undefined;
  }
  const body = asRecord(parseJson(answer.text));
  if (body?.kind === 'Status' && body.apiVersion === 'v1') {
    return statusError(answer.status, cleanText(body.message, 500), request);
  }
  const error = asRecord(body?.error);
  const name = cleanText(error?.name, 100);
  if (!request.isOwnCredential && name) {
    const said = cleanText(error?.message, 500) ?? name;
    return new PipelinesError(
      answer.status === 403
        ? 'forbidden'
        : answer.status === 401
          ? 'unauthorized'
          : 'unreachable',
      `The Kubernetes plugin of Backstage did not pass a request on to cluster '${request.cluster}': ${said}`,
    );
  }
  return undefined;
}

function statusError(
  status: number,
  message: string | undefined,
  request: ServiceProxyRequest,
): PipelinesError {
  const { cluster, namespace, service, resourceName } = request;
  const section = `kubeflow.clusters.${cluster}.pipelines`;
  const said = message ? `: ${message}` : '';
  switch (status) {
    case 404:
      return new PipelinesError(
        'absent',
        `Cluster '${cluster}' has no service '${service}' in namespace '${namespace}', where its Pipelines API is looked for${said}. ` +
          `If it is elsewhere, set namespace, service and port under ${section}; if there is none, set ${section}.enabled to false.`,
      );
    case 401:
      return new PipelinesError(
        'unauthorized',
        `Cluster '${cluster}' does not accept the credential of this portal${said}. ` +
          (request.isOwnCredential
            ? `Renew what kubeflow.clusters.${cluster} holds.`
            : "Renew what the Kubernetes plugin's configuration holds for the cluster."),
      );
    case 403:
      return new PipelinesError(
        'forbidden',
        `The portal's credential may not reach the Pipelines API of cluster '${cluster}'${said}. ` +
          `It needs the verb '${verbs[request.method] ?? request.method.toLowerCase()}' on the resource 'services/proxy' named '${resourceName}' in namespace '${namespace}'.`,
      );
    case 503:
      return new PipelinesError(
        'unreachable',
        `The Pipelines API of cluster '${cluster}' does not answer: no pod behind service '${resourceName}' in namespace '${namespace}' takes requests${said}. ` +
          `See whether the pods of '${service}' are ready, and whether a network policy or a mesh keeps the API server out.`,
      );
    default:
      return new PipelinesError(
        'unreachable',
        `The API server of cluster '${cluster}' could not pass a request on to service '${resourceName}' in namespace '${namespace}' (HTTP ${status})${said}`,
      );
  }
}
