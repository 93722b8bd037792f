import { badRequest } from '../../errors';
import { listObjects, selectionOf } from '../../reading';
import type { ApiRequest } from '../ApiRequest';
import { presentList } from '../present';
import { sendText } from '../send';

/** The selection that a request's URL describes; the name in a path is one more condition on fields. */
export function requestedSelection(request: ApiRequest) {
  const named = request.info.name
    ? `metadata.name=${request.info.name}`
    : undefined;
  const fieldSelector = [request.query('fieldSelector'), named]
    .filter(Boolean)
    .join(',');
  return selectionOf(request.served, {
    namespace: request.info.namespace,
    labelSelector: request.query('labelSelector'),
    fieldSelector,
  });
}

/** GET of a resource. */
export function list(request: ApiRequest): void {
  const presentation = request.presentation();
  const limit = request.number('limit') ?? 0;
  if (limit < 0) throw badRequest('limit: Invalid value: must not be negative');
  const page = listObjects(
    request.cluster.storage.collection(request.served.resource.storageId),
    request.cluster.storage.revision,
    requestedSelection(request),
    {
      limit,
      continue: request.query('continue'),
      resourceVersion: request.query('resourceVersion'),
      resourceVersionMatch: request.query('resourceVersionMatch'),
    },
  );
  sendText(
    request.response,
    200,
    presentList(presentation, page),
    presentation.format.yaml,
  );
}
