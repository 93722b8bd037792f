import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { PipelinesError } from '@kubeflow-portal/plugin-kubeflow-node';
import type { Request } from 'express';
import { audited } from '../routes/answer';
import type { RouteContext } from '../routes/RouteContext';
import type { PipelinesSession } from './Pipelines';

/** Who wants to change something, and where. */
export interface Changing {
  cluster: string;
  credentials: BackstageCredentials;
  namespace?: string;
  /** Absent where the wish did not come as a request of its own. */
  request?: Request;
}

/**
 * Lets the caller change something, which is written down with the cluster and the ids, and never with the values that
 * somebody gives a run: they may be secret. A change goes on when its caller has left.
 */
export async function change<T>(
  context: RouteContext,
  { cluster, credentials, namespace, request }: Changing,
  eventId: string,
  meta: JsonObject,
  act: (session: PipelinesSession) => Promise<T>,
): Promise<T> {
  return audited(
    context,
    request,
    eventId,
    {
      cluster,
      ...meta,
      // A request tells it by itself.
      ...(request
        ? {}
        : { actor: context.pipelines.personOf(credentials) ?? 'a backend' }),
    },
    async () =>
      act(
        await context.pipelines.open(cluster, credentials, {
          write: true,
          namespace,
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
