import {
  asRecord,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import {
  failureFromError,
  failureFromResponse,
  notKubernetes,
} from '../watch/ClusterFailure';
import { resourcePath, type ObjectAddress } from './ObjectWatch';

/**
 * Reads one object from the cluster, now.
 *
 * @returns `undefined` when there is none
 * @throws ClusterFailure
 */
export async function getObject(
  connection: ClusterConnection,
  address: ObjectAddress,
  timeout: number,
): Promise<KubernetesObject | undefined> {
  const { kind, version, namespace, name } = address;
  const collection = resourcePath(kind.group, version, kind.plural, namespace);
  return getByPath(connection, `${collection}/${encodeURIComponent(name)}`, {
    timeout,
  });
}

/** @see getObject */
export async function getByPath(
  connection: ClusterConnection,
  path: string,
  options: { timeout: number; signal?: AbortSignal },
): Promise<KubernetesObject | undefined> {
  const { timeout, signal } = options;
  try {
    const response = await connection.request(path, {
      headersTimeout: timeout,
      bodyTimeout: timeout,
      signal,
    });
    if (response.status !== 200) {
      const failure = await failureFromResponse(response);
      if (failure.kind === 'absent') {
        return undefined;
      }
      throw failure;
    }
    const text = await response.text();
    let object: unknown;
    try {
      object = JSON.parse(text);
    } catch {
      throw notKubernetes(response, text);
    }
    const record = asRecord(object);
    if (!record) {
      throw notKubernetes(response, text);
    }
    return record;
  } catch (error) {
    throw failureFromError(error);
  }
}
