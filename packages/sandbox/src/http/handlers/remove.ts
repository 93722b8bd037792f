import { badRequest } from '../../errors';
import { isObject, type JsonObject } from '../../json';
import { listObjects } from '../../reading';
import { toServed } from '../../resources';
import type { DeleteOptions } from '../../writing';
import type { ApiRequest } from '../ApiRequest';
import { bodyText, objectBody } from '../body';
import { presentList } from '../present';
import { sendJson, sendText } from '../send';
import { requestedSelection } from './list';

const policies = ['Orphan', 'Background', 'Foreground'] as const;

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `meta/v1` DeleteOptions, from the body and the URL. */
function deleteOptions(request: ApiRequest): DeleteOptions {
  const body = bodyText(request.http).trim() ? objectBody(request.http) : {};
  if (!isObject(body)) throw badRequest('DeleteOptions must be a JSON object');
  const preconditions: JsonObject = isObject(body.preconditions)
    ? body.preconditions
    : {};
  const wanted =
    text(body.propagationPolicy) ?? request.query('propagationPolicy');
  const propagation = policies.find(policy => policy === wanted);
  if (wanted && !propagation) {
    throw badRequest(
      `invalid deletion propagation policy ${JSON.stringify(wanted)}: must be ${policies.join(', ')}`,
    );
  }
  const orphan =
    body.orphanDependents === true || request.flag('orphanDependents');
  const dryRun = Array.isArray(body.dryRun) && body.dryRun.includes('All');
  return {
    uid: text(preconditions.uid),
    resourceVersion: text(preconditions.resourceVersion),
    propagation: propagation ?? (orphan ? 'Orphan' : undefined),
    dryRun: dryRun || request.dryRun(),
  };
}

/** DELETE of one object. */
export function remove(request: ApiRequest): void {
  const { served, cluster, info } = request;
  const { resource } = served;
  const options = deleteOptions(request);
  const { object, gone } = cluster.writer.delete(
    served,
    info.namespace,
    info.name!,
    options,
  );
  if (!gone || resource.returnsDeleted) {
    request.sendObject(object);
    return;
  }
  sendJson(request.response, 200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(resource.group ? { group: resource.group } : {}),
      kind: resource.plural,
      uid: object.metadata.uid,
    },
  });
}

/** DELETE of all selected objects of a resource. */
export function removeCollection(request: ApiRequest): void {
  const { served, cluster } = request;
  const { resource, version } = served;
  const presentation = request.presentation();
  const options = deleteOptions(request);
  const selected = listObjects(
    cluster.storage.collection(resource.storageId),
    cluster.storage.revision,
    requestedSelection(request),
    {},
  );
  for (const stored of selected.items) {
    const { namespace, name, uid } = toServed(
      resource,
      version,
      stored,
    ).metadata;
    // Deleting one may have taken others with it.
    const there = cluster.writer.find(served, namespace, name);
    if (there?.metadata.uid === uid)
      cluster.writer.delete(served, namespace, name, options);
  }
  sendText(
    request.response,
    200,
    presentList(presentation, selected),
    presentation.format.yaml,
  );
}
