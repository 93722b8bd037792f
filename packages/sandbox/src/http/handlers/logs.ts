import type { ApiObject } from '../../cluster/types';
import { badRequest } from '../../errors';
import { isObject } from '../../json';
import type { ContainerLog, LogLine } from '../../logs';
import type { ApiRequest } from '../ApiRequest';
import { logOptions } from './logOptions';

function namesOf(containers: unknown): string[] {
  return (Array.isArray(containers) ? containers : [])
    .filter(isObject)
    .map(({ name }) => String(name));
}

function chooseContainer(request: ApiRequest, pod: ApiObject): string {
  const asked = request.query('container');
  const spec = isObject(pod.spec) ? pod.spec : {};
  const regular = namesOf(spec.containers);
  const all = [
    ...namesOf(spec.initContainers),
    ...regular,
    ...namesOf(spec.ephemeralContainers),
  ];
  const { name } = pod.metadata;
  if (asked === undefined) {
    if (regular.length === 1) return regular[0];
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${all.join(' ')}]`,
    );
  }
  if (!all.includes(asked)) {
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  return asked;
}

function stateOf(
  pod: ApiObject,
  container: string,
): Record<string, unknown> | undefined {
  const status = isObject(pod.status) ? pod.status : {};
  const statuses = [status.containerStatuses, status.initContainerStatuses]
    .filter(Array.isArray)
    .flat()
    .filter(isObject);
  const state = statuses.find(({ name }) => name === container)?.state;
  return isObject(state) ? state : undefined;
}

/** @throws ApiError 400, as a kubelet answers while there is nothing to read */
function findLog(
  request: ApiRequest,
  pod: ApiObject,
  container: string,
  previous: boolean,
): ContainerLog {
  const { logs: kept } = request.cluster;
  const id = { namespace: pod.metadata.namespace!, name: pod.metadata.name };
  const which = `container ${JSON.stringify(container)} in pod ${JSON.stringify(id.name)}`;
  if (previous) {
    const log = kept.previous(id, container);
    if (!log) throw badRequest(`previous terminated ${which} not found`);
    return log;
  }
  const log = kept.present(id, container);
  const state = stateOf(pod, container);
  if (!state?.running && !state?.terminated && log.lines.length === 0) {
    const waiting = isObject(state?.waiting) ? state.waiting : {};
    const why = waiting.message ?? waiting.reason ?? 'ContainerCreating';
    throw badRequest(`${which} is waiting to start: ${String(why)}`);
  }
  return log;
}

/** GET of `/log`: plain text, ended by the container's end when followed. */
export function logs(request: ApiRequest): void {
  const { response, served, cluster, info } = request;
  const pod = cluster.writer.read(served, info.namespace, info.name!);
  const container = chooseContainer(request, pod);
  const options = logOptions(request);
  const scheduled = isObject(pod.spec) && Boolean(pod.spec.nodeName);
  // A pod that no node has yet has an empty log.
  const log = scheduled
    ? findLog(request, pod, container, options.previous)
    : undefined;

  response.writeHead(200, {
    'Content-Type': 'text/plain',
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();
  let left = options.limitBytes;
  const write = ({ time, text }: LogLine): void => {
    if (left <= 0) return;
    const stamp = options.timestamps ? `${time.toISOString()} ` : '';
    const line = Buffer.from(`${stamp}${text}\n`);
    response.write(line.length > left ? line.subarray(0, left) : line);
    left -= line.length;
    if (left <= 0) response.end();
  };
  const { since, tailLines } = options;
  let lines = (log?.lines ?? []).filter(line => line.time.getTime() >= since);
  if (tailLines !== undefined) {
    lines = tailLines === 0 ? [] : lines.slice(-tailLines);
  }
  for (const line of lines) write(line);
  if (!log || !options.follow || log.ended || left <= 0) {
    response.end();
    return;
  }
  const stop = log.follow(event => {
    if (event === 'end') response.end();
    else write(event);
  });
  response.on('close', stop);
}
