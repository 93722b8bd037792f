import { isObject } from '../../json';
import type { PodLogs } from '../../logs';
import { badRequest, wrapping } from '../rpc';
import { serverNamespace, type PipelinesBackend } from '../service';
import type { RunRow } from '../store';
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
  return containers.some(one => isObject(one) && one.name === 'main')
    ? logs
        .present({ namespace, name }, 'main')
        .lines.map(({ text }) => `${text}\n`)
        .join('')
    : archivedLog(backend, run, name);
}

/** What Argo has kept of a pod that is gone. @throws Error when it has nothing */
function archivedLog(
  { store }: PipelinesBackend,
  run: RunRow,
  node: string,
): string {
  const failed = `InternalServerError: Failed to read logs from archive ${node} due to`;
  if (!run.workflow) {
    throw new Error(
      `${failed} empty runtime workflow manifest: Invalid input error: Runtime workflow manifest cannot empty`,
    );
  }
  const key = `artifacts/${run.k8sName}/${node}/main.log`;
  const content = store.objects.get(key);
  if (!content) {
    throw new Error(
      `${failed} error fetching the log file: InternalServerError: Failed to get file reader for /${key}: blob (key "/${key}") (code=NotFound): operation error S3: GetObject, https response error StatusCode: 404, NoSuchKey: The specified key does not exist.`,
    );
  }
  return content.toString('utf8');
}
