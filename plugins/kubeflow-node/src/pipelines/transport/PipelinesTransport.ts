import type { ClusterRequest, ClusterResponse } from '../../clusterConnection';
import type { PipelinesError } from '../PipelinesError';

/** One request to a Pipelines API, as a transport sends it. */
export type TransportRequest = Pick<
  ClusterRequest,
  | 'method'
  | 'query'
  | 'headers'
  | 'body'
  | 'signal'
  | 'headersTimeout'
  | 'bodyTimeout'
>;

/** An answer that has been read. */
export interface ReadAnswer {
  status: number;
  contentType: string;
  /** Of a redirect. */
  location?: string;
  text: string;
}

/** How requests reach a Pipelines API. */
export interface PipelinesTransport {
  /** Where it leads, for messages: `service 'ml-pipeline' in namespace 'kubeflow'`. */
  readonly place: string;
  /**
   * @param path - of the API, from the first slash on: `/apis/v2beta1/runs`
   * @throws a network error when no answer comes
   */
  send(path: string, request: TransportRequest): Promise<ClusterResponse>;
  /** What an answer means that comes from something on the way and not from the API; `undefined` when it is the API's. */
  errorOnTheWay(answer: ReadAnswer, method: string): PipelinesError | undefined;
  close(): Promise<void>;
}
