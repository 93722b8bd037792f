import type { ApiRequest } from '../ApiRequest';
import { sendJson } from '../send';

/** POST of `/eviction` of a pod: its deletion, since no disruption budget is kept here. */
export function evict(request: ApiRequest): void {
  const { cluster, served, info, response } = request;
  cluster.writer.delete(served, info.namespace, info.name!, {
    dryRun: request.dryRun(),
  });
  sendJson(response, 201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}
