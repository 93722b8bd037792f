import type { JsonObject } from '@backstage/types';
import type { Asked } from '../../routes/answer';
import type { Operation } from '../../routes/Operation';
import type { RouteContext } from '../../routes/RouteContext';
import { change } from '../change';
import type { PipelinesSession } from '../Pipelines';

/** What is needed of a request. */
type Request = Pick<Asked<Operation>, 'request' | 'credentials' | 'signal'> & {
  params: { cluster: string };
  query?: { namespace?: string };
  body?: { namespace?: string };
};

/** Lets the caller read. */
export async function reading(
  context: RouteContext,
  { params, query, credentials, signal }: Request,
): Promise<PipelinesSession> {
  return context.pipelines.open(params.cluster, credentials, {
    namespace: query?.namespace,
    signal,
  });
}

/** Lets the caller change something; @see change */
export async function writing<T>(
  context: RouteContext,
  { request, params, query, body, credentials }: Request,
  eventId: string,
  meta: JsonObject,
  act: (session: PipelinesSession) => Promise<T>,
): Promise<T> {
  return change(
    context,
    {
      request,
      credentials,
      cluster: params.cluster,
      namespace: body?.namespace ?? query?.namespace,
    },
    eventId,
    { ...params, ...meta },
    act,
  );
}
