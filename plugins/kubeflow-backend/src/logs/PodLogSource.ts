import {
  at,
  readPod,
  type KubernetesObject,
  type Pod,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type {
  ClusterConnection,
  ClusterResponse,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { getByPath } from '../children/getObject';
import {
  ClusterFailure,
  failureFromError,
  failureFromResponse,
  notKubernetes,
} from '../watch/ClusterFailure';
import type { LogArchive } from './ArchivedLogSource';
import { NotYetError, type LogSource, type LogStanding } from './LogSource';

/** Lines that are read of a log that is longer. */
export const MAX_LINES = 100_000;
/** Milliseconds without a line after which a followed log is asked for anew: nobody can tell quiet from dead. */
const QUIET = 5 * 60_000;

/** One container of a pod. */
export interface LogAddress {
  connection: ClusterConnection;
  namespace: string;
  pod: string;
  container: string;
  /** The run of the container before its last restart. */
  previous: boolean;
  /** The pod is gone: where its log was put away. */
  archive?: LogArchive;
}

/** The log of a container, as the Kubernetes API has it. */
export class PodLogSource implements LogSource {
  readonly #address: LogAddress;
  readonly #timeout: number;

  constructor(address: LogAddress, options: { timeout: number }) {
    this.#address = address;
    this.#timeout = options.timeout;
  }

  async look(signal: AbortSignal): Promise<LogStanding> {
    const { connection, pod: name } = this.#address;
    const object = await getByPath(connection, podPath(this.#address), {
      timeout: this.#timeout,
      signal,
    });
    return object
      ? standingOf(readPod(object), this.#address, restartPolicyOf(object))
      : {
          status: 'absent',
          reason: 'gone',
          message: `The pod ${name} is gone, and with it what its containers wrote. If the cluster archives logs, they are there.`,
        };
  }

  async *read(options: {
    isRunning: boolean;
    since?: string;
    signal: AbortSignal;
    onOpen: () => void;
  }): AsyncGenerator<Uint8Array, void, undefined> {
    const { connection } = this.#address;
    try {
      const response = await requestLog(this.#address, {
        // The Kubernetes plugin's proxy goes on reading a stream when its reader has left, and nothing but the end of
        // the container would end it: through the proxy a log is asked for again and again instead.
        follow: options.isRunning && connection.kind === 'direct',
        timestamps: true,
        ...(options.since === undefined
          ? { tailLines: MAX_LINES }
          : { sinceTime: options.since }),
        signal: options.signal,
        timeout: this.#timeout,
        quiet: QUIET,
      });
      options.onOpen();
      yield* response.body;
    } catch (error) {
      if (options.signal.aborted || error instanceof NotYetError) {
        throw error;
      }
      if (at(error, 'code') === 'UND_ERR_BODY_TIMEOUT') {
        // It was quiet for long; asking anew tells whether it still is.
        return;
      }
      throw failureFromError(error);
    }
  }
}

/**
 * Asks for a log.
 *
 * @throws NotYetError while the container has not started; ClusterFailure for anything else but the log
 */
export async function requestLog(
  address: LogAddress,
  options: {
    follow: boolean;
    timestamps: boolean;
    tailLines?: number;
    sinceTime?: string;
    signal: AbortSignal;
    /** Milliseconds until the answer begins. */
    timeout: number;
    /** Milliseconds between two pieces of it. */
    quiet: number;
  },
): Promise<ClusterResponse> {
  const { connection, container, previous, pod } = address;
  const { follow, timestamps, tailLines, sinceTime } = options;
  const response = await connection.request(`${podPath(address)}/log`, {
    query: {
      container,
      timestamps: timestamps || undefined,
      previous: previous || undefined,
      follow: follow || undefined,
      tailLines,
      sinceTime,
    },
    headers: { accept: '*/*' },
    signal: options.signal,
    headersTimeout: options.timeout,
    bodyTimeout: options.quiet,
  });
  if (response.status !== 200) {
    throw toLogFailure(await failureFromResponse(response), address);
  }
  const type = response.header('content-type') ?? '';
  if (/html/i.test(type)) {
    await response.discard();
    throw notKubernetes(response, '<');
  }
  if (/json/i.test(type)) {
    // Something in between answers 200 and means an error.
    const text = (await response.text()).slice(0, 300);
    throw new ClusterFailure(
      'not-kubernetes',
      `What answers for the log of pod ${pod} is not a log: ${text}`,
    );
  }
  return response;
}

/** What the API server says of logs, in words that say what to do (k8s.io/kubernetes pkg/registry/core/pod). */
function toLogFailure(
  failure: ClusterFailure,
  { connection, pod, container, namespace }: LogAddress,
): Error {
  if (
    /is waiting to start|ContainerCreating|PodInitializing/.test(
      failure.message,
    )
  ) {
    return new NotYetError(`The container ${container} has not started yet.`);
  }
  if (/previous terminated container/.test(failure.message)) {
    return new ClusterFailure(
      'absent',
      `The container ${container} has not been restarted, or its former run is no longer kept: there is no log of a former run.`,
    );
  }
  if (failure.kind === 'forbidden') {
    return new ClusterFailure(
      'forbidden',
      `The portal may not read logs in the namespace ${namespace} of cluster '${connection.name}'. Whoever looks after the cluster can allow the verb get on pods/log (docs/rbac.yaml). ${failure.message}`,
    );
  }
  if (
    /dial tcp|no route to host|connection refused|i\/o timeout/i.test(
      failure.message,
    )
  ) {
    return new ClusterFailure(
      'unreachable',
      `The node of the pod ${pod} does not answer, so its log cannot be read at the moment. ${failure.message}`,
    );
  }
  return failure;
}

function standingOf(
  pod: Pod,
  { container: name, previous }: LogAddress,
  restartPolicy: unknown,
): LogStanding {
  const container = pod.containers.find(each => each.name === name);
  if (!container) {
    return {
      status: 'absent',
      reason: 'error',
      message: `The pod ${pod.name} has no container ${name}. It has: ${pod.containers.map(each => each.name).join(', ')}.`,
    };
  }
  const { state, restartCount, lastTermination, message } = container;
  const isOver = pod.phase === 'Failed' || pod.phase === 'Succeeded';
  if (previous) {
    return lastTermination
      ? {
          status: 'readable',
          // The kubelet counts a restart when the next run begins.
          run: `${state === 'waiting' ? restartCount : restartCount - 1}`,
          isRunning: false,
          isLast: isOver,
          message: lastTermination.message,
        }
      : {
          status: 'absent',
          reason: 'complete',
          message: `The container ${name} has not been restarted: there is no log of a former run.`,
        };
  }
  if (state === 'running') {
    return {
      status: 'readable',
      run: `${restartCount}`,
      isRunning: true,
      isLast: false,
    };
  }
  if (state === 'terminated') {
    return {
      status: 'readable',
      run: `${restartCount}`,
      isRunning: false,
      isLast: isOver || restartPolicy === 'Never',
      message: endInWords(message, isOver, restartPolicy),
    };
  }
  if (lastTermination) {
    // Between two runs the API gives the log of the last one.
    return {
      status: 'readable',
      run: `${restartCount}`,
      isRunning: false,
      isLast: false,
      message: `${lastTermination.message ?? 'This run of the container is over.'} It will be started again.`,
    };
  }
  if (isOver) {
    return {
      status: 'absent',
      reason: 'complete',
      message: `The container ${name} never ran. ${pod.message ?? ''}`.trim(),
    };
  }
  return {
    status: 'waiting',
    message: message ?? pod.message ?? 'The container has not started yet.',
  };
}

function endInWords(
  message: string | undefined,
  isOver: boolean,
  restartPolicy: unknown,
): string {
  const end = message ?? 'The container has finished.';
  return !isOver && restartPolicy === 'Always'
    ? `${end} It will be started again.`
    : end;
}

function restartPolicyOf(pod: KubernetesObject): unknown {
  return at(pod, 'spec', 'restartPolicy');
}

function podPath({ namespace, pod }: LogAddress): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}`;
}
