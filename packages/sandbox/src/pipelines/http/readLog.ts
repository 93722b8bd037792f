import { isObject } from '../../json';
import type { PodLogs } from '../../logs';
import { badRequest, wrapping } from '../rpc';
import { serverNamespace } from '../service';
import type { ApiCall } from './ApiCall';

/**
 * `GET /apis/v1alpha1/runs/{run_id}/nodes/{node_id}/log`: the log of a pod's container `main`. The answer is 200 before
 * anything is read, so that a failure is JSON in what looks like a log; it never follows; and nobody asks who reads.
 */
export function readLog(call: ApiCall, logs: PodLogs): void {
  const { response, params } = call;
  response.writeHead(200);
  try {
    response.end(logOf(call, logs));
  } catch (error) {
    const failed = error instanceof Error ? error : new Error(String(error));
    const story = `Failed to read logs for run ${params.run_id}`;
    response.end(
      JSON.stringify({
        error_message: badRequest(failed, story).message,
        error_details: badRequest(failed, story).message,
      }),
    );
  }
}

function logOf({ backend, params }: ApiCall, logs: PodLogs): string {
  const run = wrapping(
    `Failed to read logs for run ${params.run_id} due to run fetching error`,
    () => backend.store.runs.get(params.run_id),
  );
  const namespace = run.namespace || serverNamespace;
  const name = params.node_id;
  const pod = backend.host.cluster.get({
    group: '',
    version: 'v1',
    plural: 'pods',
    namespace,
    name,
  });
  const containers =
    isObject(pod?.spec) && Array.isArray(pod.spec.containers)
      ? pod.spec.containers
      : [];
  if (!pod) {
    throw new Error(
      `InternalServerError: Failed to read logs from pod ${name} due to error opening log stream: pods ${JSON.stringify(name)} not found`,
    );
  }
  if (!containers.some(one => isObject(one) && one.name === 'main')) {
    throw new Error(
      `InternalServerError: Failed to read logs from pod ${name} due to error opening log stream: container main is not valid for pod ${name}`,
    );
  }
  return logs
    .present({ namespace, name }, 'main')
    .lines.map(({ text }) => `${text}\n`)
    .join('');
}
