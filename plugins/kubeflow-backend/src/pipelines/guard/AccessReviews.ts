import { at } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import {
  failureFromError,
  failureFromResponse,
  notKubernetes,
} from '../../watch/ClusterFailure';
import { ExpiringMap } from '../ExpiringMap';

/** Milliseconds for which an answer is taken as it is. */
const KEEP = 30_000;
const MAX_ANSWERS = 10_000;

/** Kinds of records, as the Pipelines API has them reviewed (kubeflow/pipelines backend/src/apiserver/common/const.go). */
export type PipelinesResource = 'pipelines' | 'experiments' | 'runs' | 'jobs';

/** Asks a cluster what a person may do with the records of its Pipelines API, as that API itself asks. */
export class AccessReviews {
  readonly #connection: ClusterConnection;
  readonly #timeout: number;
  readonly #answers = new ExpiringMap<Promise<boolean>>({
    keep: KEEP,
    limit: MAX_ANSWERS,
  });

  /** @param timeout - milliseconds until an answer must be there */
  constructor(connection: ClusterConnection, timeout: number) {
    this.#connection = connection;
    this.#timeout = timeout;
  }

  /**
   * @param namespace - absent: in all of them
   * @throws ClusterFailure when the cluster cannot tell
   */
  async allows(
    user: string,
    verb: string,
    resource: PipelinesResource,
    namespace: string | undefined,
  ): Promise<boolean> {
    const key = JSON.stringify([user, verb, resource, namespace]);
    const known = this.#answers.get(key);
    if (known) {
      return known;
    }
    const answer = this.#ask(user, {
      group: 'pipelines.kubeflow.org',
      version: 'v1beta1',
      resource,
      verb,
      ...(namespace && { namespace }),
    });
    this.#answers.set(key, answer);
    try {
      return await answer;
    } catch (error) {
      this.#answers.delete(key);
      throw error;
    }
  }

  async #ask(
    user: string,
    resourceAttributes: Record<string, string>,
  ): Promise<boolean> {
    try {
      const response = await this.#connection.request(
        '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SubjectAccessReview',
            spec: { user, resourceAttributes },
          }),
          headersTimeout: this.#timeout,
          bodyTimeout: this.#timeout,
        },
      );
      if (response.status !== 200 && response.status !== 201) {
        throw await failureFromResponse(response);
      }
      const text = await response.text();
      try {
        return at(JSON.parse(text), 'status', 'allowed') === true;
      } catch {
        throw notKubernetes(response, text);
      }
    } catch (error) {
      throw failureFromError(error);
    }
  }
}
