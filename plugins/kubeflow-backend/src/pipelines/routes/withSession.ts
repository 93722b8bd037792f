import type { JsonObject } from '@backstage/types';
import { PipelinesError } from '@kubeflow-portal/plugin-kubeflow-node';
import { audited, type Asked } from '../../routes/answer';
import type { Operation } from '../../routes/Operation';
import type { RouteContext } from '../../routes/RouteContext';
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

/**
 * Lets the caller change something, which is written down with the cluster and the ids, and never with the values that
 * somebody gives a run: they may be secret. A change goes on when its caller has left.
 */
export async function writing<T>(
  context: RouteContext,
  { request, params, query, body, credentials }: Request,
  eventId: string,
  meta: JsonObject,
  change: (session: PipelinesSession) => Promise<T>,
): Promise<T> {
  return audited(
    context,
    request,
    eventId,
    { ...params, ...meta },
    async () =>
      change(
        await context.pipelines.open(params.cluster, credentials, {
          write: true,
          namespace: body?.namespace ?? query?.namespace,
        }),
      ),
    { severityLevel: 'medium', describeFailure },
  );
}

/** What the API says of a refusal may repeat what it was sent. */
function describeFailure(error: Error): Error {
  return error instanceof PipelinesError
    ? new PipelinesError(error.kind, `The Pipelines API: ${error.kind}`)
    : error;
}
