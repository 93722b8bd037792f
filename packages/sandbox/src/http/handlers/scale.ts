import type { ApiObject } from '../../cluster/types';
import { badRequest, invalid } from '../../errors';
import { isObject, type JsonObject } from '../../json';
import { jsonPatch, mergePatch } from '../../patch';
import type { ApiRequest } from '../ApiRequest';
import { objectBody, parseBody } from '../body';
import { bodyType } from '../negotiate';
import { sendJson } from '../send';

function at(object: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) ? value[key] : undefined),
    object,
  );
}

function labelText(selector: unknown): string | undefined {
  if (typeof selector === 'string') return selector;
  const labels = isObject(selector) ? selector.matchLabels : undefined;
  if (!isObject(labels)) return undefined;
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
}

function scaleOf({ served }: ApiRequest, object: ApiObject) {
  const { spec, status, selector } = served.version.scale!;
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const text = selector && labelText(at(object, selector));
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: at(object, spec) ?? 0 },
    status: {
      replicas: at(object, status) ?? 0,
      ...(text ? { selector: text } : {}),
    },
  };
}

/** `/scale`: the number of replicas, alone. */
export function scale(request: ApiRequest): void {
  const { cluster, served, info, http } = request;
  const before = cluster.writer.read(served, info.namespace, info.name!);
  if (info.verb === 'get') {
    sendJson(request.response, 200, scaleOf(request, before));
    return;
  }
  const type = bodyType(http.headers['content-type']);
  const sent: unknown =
    info.verb === 'update'
      ? objectBody(http)
      : type === 'application/json-patch+json'
        ? jsonPatch(scaleOf(request, before), parseBody(http, false))
        : mergePatch(scaleOf(request, before), parseBody(http, true));
  if (!isObject(sent)) throw badRequest('a Scale must be a JSON object');
  const replicas = at(sent, ['spec', 'replicas']) ?? 0;
  if (
    typeof replicas !== 'number' ||
    !Number.isInteger(replicas) ||
    replicas < 0
  ) {
    throw invalid({ group: 'autoscaling', kind: 'Scale' }, info.name!, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`,
        field: 'spec.replicas',
      },
    ]);
  }
  const wanted = served.version.scale!.spec.reduceRight<unknown>(
    (value, key) => ({ [key]: value }),
    replicas,
  );
  const next = mergePatch(before, wanted as JsonObject) as ApiObject;
  const resourceVersion = at(sent, ['metadata', 'resourceVersion']);
  if (typeof resourceVersion === 'string') {
    next.metadata = { ...next.metadata, resourceVersion };
  }
  const updated = cluster.writer.update(served, next, request.writeOptions());
  sendJson(request.response, 200, scaleOf(request, updated));
}
