import type { ApiObject } from '../../cluster/types';
import { isObject, type JsonObject } from '../../json';
import { invalidInput, notFound, RpcError, wrapping } from '../rpc';
import { podNameOf } from '../service';
import type { RunRow } from '../store';
import { sendJson, type ApiCall } from './ApiCall';

/** How far below a node its pods may be. */
const DEPTH = 3;

function keyWithin(
  nodes: JsonObject,
  node: JsonObject,
  name: string,
  depth: number,
): string | undefined {
  const outputs = isObject(node.outputs) ? node.outputs : {};
  const artifacts = Array.isArray(outputs.artifacts) ? outputs.artifacts : [];
  for (const artifact of artifacts as JsonObject[]) {
    const key = isObject(artifact.s3) ? artifact.s3.key : undefined;
    if (artifact.name === name && typeof key === 'string' && key !== '') {
      return key;
    }
  }
  const children = Array.isArray(node.children) ? node.children : [];
  for (const id of depth > 0 ? children : []) {
    const child = nodes[String(id)];
    const key = isObject(child) && keyWithin(nodes, child, name, depth - 1);
    if (key) return key;
  }
  return undefined;
}

/**
 * The key of what Argo stored of a node, which is named by its id or by its pod. What a pipeline's launcher stored is
 * not among it.
 *
 * @throws RpcError 404 when there is none
 */
export function artifactKey(
  run: RunRow,
  nodeName: string,
  artifactName: string,
): string {
  const { workflow } = run;
  if (!workflow) {
    throw invalidInput(
      'read artifact from run with v2 IR spec is not supported',
    );
  }
  const status = isObject(workflow.status) ? workflow.status : {};
  const nodes = isObject(status.nodes) ? status.nodes : {};
  const node =
    nodes[nodeName] ??
    Object.values(nodes).find(
      one =>
        isObject(one) &&
        podNameOf(workflow as unknown as ApiObject, one) === nodeName,
    );
  const key = isObject(node)
    ? keyWithin(nodes, node, artifactName, DEPTH)
    : undefined;
  if (key === undefined) {
    throw notFound(
      'artifact',
      `runs/${run.id}/nodes/${nodeName}/artifacts/${artifactName}`,
    );
  }
  return key;
}

/** `…/artifacts/{artifact_name}:read`: `{"data": "<base64>"}`, and errors of another form than everywhere else. */
export function readArtifact(call: ApiCall): void {
  const { backend, caller, params, response } = call;
  const refuse = (code: number, message: string) =>
    sendJson(response, code, {
      error_message: message,
      error_details: message,
    });
  let run: RunRow;
  try {
    run = wrapping('Failed to authorize the request', () =>
      backend.runs.read(caller, 'readArtifact', params.run_id),
    );
  } catch (error) {
    // Without users nobody is refused: a run that is not there is an artifact that is not there.
    if (caller.multiUser) refuse(403, (error as Error).message);
    else refuse(404, 'artifact not found: <nil>');
    return;
  }
  try {
    const key = artifactKey(run, params.node_id, params.artifact_name);
    const content = backend.store.objects.get(key);
    if (!content) throw notFound('artifact', key);
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache, private',
    });
    response.end(`{"data":"${content.toString('base64')}"}`);
  } catch (error) {
    if (error instanceof RpcError && error.code === 'NotFound') {
      refuse(404, 'artifact not found: <nil>');
    } else {
      refuse(500, (error as Error).message);
    }
  }
}
