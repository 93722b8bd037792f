import type { ApiObject } from '../../cluster/types';
import {
  badRequest,
  invalid,
  methodNotAllowed,
  unsupportedMediaType,
} from '../../errors';
import { isObject } from '../../json';
import {
  decodeObject,
  patchObject,
  type PatchType,
  type Subresource,
} from '../../writing';
import type { ApiRequest } from '../ApiRequest';
import { objectBody, parseBody } from '../body';
import { bodyType } from '../negotiate';

/** @throws ApiError 400 when the URL and the object disagree about where it lives */
export function inNamespaceOf(
  request: ApiRequest,
  object: ApiObject,
): ApiObject {
  const { namespace } = request.info;
  if (!request.served.resource.namespaced) return object;
  if (
    object.metadata.namespace &&
    namespace &&
    object.metadata.namespace !== namespace
  ) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function named(request: ApiRequest, object: ApiObject): ApiObject {
  const { name } = request.info;
  if (object.metadata.name && object.metadata.name !== name) {
    throw badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  return { ...object, metadata: { ...object.metadata, name: name! } };
}

function sentObject(request: ApiRequest): ApiObject {
  return inNamespaceOf(
    request,
    decodeObject(objectBody(request.http), request.served),
  );
}

function warnDeprecated(request: ApiRequest): void {
  const { deprecated } = request.served.version;
  if (deprecated) request.warn(deprecated);
}

/** POST. */
export function create(request: ApiRequest): void {
  if (request.served.resource.namespaced && !request.info.namespace)
    throw methodNotAllowed();
  warnDeprecated(request);
  const object = sentObject(request);
  const created = request.cluster.writer.create(
    request.served,
    object,
    request.writeOptions(),
  );
  request.sendObject(created, 201);
}

/** PUT of an object or of its status. */
export function update(request: ApiRequest, subresource: Subresource): void {
  warnDeprecated(request);
  const object = named(request, sentObject(request));
  if (!object.metadata.resourceVersion && request.served.resource.custom) {
    const { served, info } = request;
    // Custom resources are never overwritten blindly.
    request.cluster.writer.read(served, info.namespace, info.name!);
    throw invalid(served.resource, info.name!, [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: 0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  }
  request.sendObject(
    request.cluster.writer.update(
      request.served,
      object,
      request.writeOptions(),
      subresource,
    ),
  );
}

/** PATCH of an object or of its status. */
export function patch(request: ApiRequest, subresource: Subresource): void {
  warnDeprecated(request);
  const { served, cluster, info } = request;
  const type = bodyType(request.http.headers['content-type']);
  const options = request.writeOptions();
  if (type === 'application/apply-patch+yaml') {
    apply(request, subresource);
    return;
  }
  if (
    type !== 'application/json-patch+json' &&
    type !== 'application/merge-patch+json' &&
    type !== 'application/strategic-merge-patch+json'
  ) {
    throw unsupportedMediaType(
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml',
    );
  }
  const before = cluster.writer.read(served, info.namespace, info.name!);
  const next = patchObject(
    served,
    before,
    type satisfies PatchType,
    parseBody(request.http, false),
  );
  request.sendObject(cluster.writer.update(served, next, options, subresource));
}

function apply(request: ApiRequest, subresource: Subresource): void {
  const { served, cluster, info } = request;
  if (!request.query('fieldManager')) {
    throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: is required for apply patch',
        field: 'fieldManager',
      },
    ]);
  }
  const sent = parseBody(request.http, true);
  if (
    !isObject(sent) ||
    sent.apiVersion === undefined ||
    sent.kind === undefined
  ) {
    throw badRequest(
      'the applied configuration must be an object with apiVersion and kind',
    );
  }
  const config = named(
    request,
    inNamespaceOf(request, decodeObject(sent, served)),
  );
  const existed =
    cluster.writer.find(served, info.namespace, info.name!) !== undefined;
  const options = { ...request.writeOptions(), force: request.flag('force') };
  const applied = cluster.writer.apply(served, config, options, subresource);
  request.sendObject(applied, existed ? 200 : 201);
}
