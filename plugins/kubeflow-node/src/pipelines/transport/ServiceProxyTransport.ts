import type {
  ClusterConnection,
  ClusterResponse,
} from '../../clusterConnection';
import type { PipelinesConfig } from '../config';
import type { PipelinesError } from '../PipelinesError';
import { kubernetesError } from './kubernetesError';
import type {
  PipelinesTransport,
  ReadAnswer,
  TransportRequest,
} from './PipelinesTransport';

/**
 * Reaches the API through the API server of its cluster, which passes requests on to a service and takes the
 * `Authorization` header out on the way.
 */
export class ServiceProxyTransport implements PipelinesTransport {
  readonly place: string;
  readonly #connection: ClusterConnection;
  readonly #namespace: string;
  readonly #service: string;
  /** As the path and `resourceNames` of RBAC rules have it: `ml-pipeline:8888`, `https:ml-pipeline:8888`. */
  readonly #resourceName: string;

  constructor(connection: ClusterConnection, config: PipelinesConfig) {
    this.#connection = connection;
    this.#namespace = config.namespace ?? 'kubeflow';
    this.#service = config.service ?? 'ml-pipeline';
    this.#resourceName = `${config.scheme === 'https' ? 'https:' : ''}${this.#service}:${config.port ?? 8888}`;
    this.place = `service '${this.#resourceName}' in namespace '${this.#namespace}'`;
  }

  send(path: string, request: TransportRequest): Promise<ClusterResponse> {
    return this.#connection.request(
      `/api/v1/namespaces/${this.#namespace}/services/${this.#resourceName}/proxy${path}`,
      request,
    );
  }

  errorOnTheWay(
    answer: ReadAnswer,
    method: string,
  ): PipelinesError | undefined {
    return kubernetesError(answer, {
      cluster: this.#connection.name,
      namespace: this.#namespace,
      service: this.#service,
      resourceName: this.#resourceName,
      method,
      isOwnCredential: this.#connection.kind === 'direct',
    });
  }

  /** The connection is not ours to close. */
  async close(): Promise<void> {}
}
