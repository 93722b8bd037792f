import { badRequest, invalid } from '../../errors';
import { isObject } from '../../json';
import { timestamp } from '../../writing';
import type { ApiRequest } from '../ApiRequest';
import { objectBody } from '../body';
import { sendJson } from '../send';
import type { ServerContext } from '../ServerContext';

const kind = { group: 'authentication.k8s.io', kind: 'TokenRequest' };

/** POST of `/token` of a service account. */
export function issueToken(
  request: ApiRequest,
  { serviceAccountTokens }: ServerContext,
): void {
  const { cluster, served, info, response } = request;
  const account = cluster.writer.read(served, info.namespace, info.name!);
  const sent = objectBody(request.http);
  if (!isObject(sent)) throw badRequest('a TokenRequest must be a JSON object');
  const spec = isObject(sent.spec) ? sent.spec : {};
  const seconds = spec.expirationSeconds ?? 3600;
  if (typeof seconds !== 'number' || seconds < 600) {
    throw invalid(kind, '', [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(seconds)}: may not specify a duration less than 10 minutes`,
        field: 'spec.expirationSeconds',
      },
    ]);
  }
  const audiences = Array.isArray(spec.audiences)
    ? spec.audiences.map(String)
    : [];
  sendJson(response, 201, {
    kind: kind.kind,
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {
      name: info.name,
      namespace: info.namespace,
      creationTimestamp: timestamp(cluster.now()),
    },
    spec: { ...spec, audiences, expirationSeconds: seconds },
    status: serviceAccountTokens.issue(account, seconds, audiences),
  });
}
