/**
 * How requests reach a cluster: through the `/proxy` of Backstage's Kubernetes plugin, or straight to the API server
 * with a credential of our own.
 *
 * @public
 */
export type ClusterConnectionKind = 'proxy' | 'direct';

/**
 * One request to a Kubernetes API.
 *
 * @public
 */
export interface ClusterRequest {
  /** Default: `GET`. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters that are `undefined` are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  body?: string;
  /** Ends the request, and the reading of its body. */
  signal?: AbortSignal;
  /** Milliseconds until the headers of the answer must be there. Default: 30,000. */
  headersTimeout?: number;
  /** Milliseconds that may pass between two pieces of the body; 0 for no limit. Default: 30,000. */
  bodyTimeout?: number;
}

/**
 * An answer whose headers have arrived. Exactly one of `body` and `text()` may be used; a caller that wants neither
 * calls `discard()`, since a body that nobody reads holds its connection.
 *
 * @public
 */
export interface ClusterResponse {
  status: number;
  /** One value of a header, by its lower-case name. */
  header(name: string): string | undefined;
  /** The body piece by piece, as it arrives. */
  body: AsyncIterable<Uint8Array>;
  /** The whole body as UTF-8. */
  text(): Promise<string>;
  discard(): Promise<void>;
}

/**
 * A way to talk to the Kubernetes API of one cluster. Any HTTP status is an answer, not an error.
 *
 * @public
 */
export interface ClusterConnection {
  /** As the portal's configuration names the cluster; unique. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly kind: ClusterConnectionKind;
  /** Set when this cluster can never be read without a user: a sentence that says why and what to do. */
  readonly unusable?: string;
  /**
   * @param path - path of the API server, from the first slash on: `/apis/trainer.kubeflow.org/v1alpha1/trainjobs`
   * @throws a network error, with the `code` that Node or undici gave it, when no answer comes
   */
  request(path: string, request?: ClusterRequest): Promise<ClusterResponse>;
  /** Lets go of idle sockets. */
  close?(): Promise<void>;
}
