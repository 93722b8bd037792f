import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type { logsQuerySchema } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { audited } from '../routes/answer';
import type { RouteContext } from '../routes/RouteContext';
import { formatEvent, SseResponse } from '../routes/SseResponse';
import { watchCredentials } from '../routes/watchCredentials';
import type { LogArchive } from './ArchivedLogSource';
import { LogReader } from './LogReader';

/** One container of a pod, which the caller may see. */
export interface ContainerAddress {
  connection: ClusterConnection;
  namespace: string;
  pod: string;
  container: string;
  /** The pod is gone: where its log was put away. */
  archive?: LogArchive;
}

/** Who asks for a log, and what the audit log writes of it. */
export interface LogCaller {
  request: Request;
  response: Response;
  credentials: BackstageCredentials;
  /** What the caller needs, now and as long as the stream is open. */
  permissions: readonly BasicPermission[] | undefined;
  /** Where the pod was found: the object or the run. */
  meta: JsonObject;
}

/**
 * Answers with the log of a container as server-sent events (`LogEvent`), each with the place at which its reader
 * resumes. The caller must have been authorised, and the pod found among those of what the caller asked for.
 */
export async function serveLogs(
  context: RouteContext,
  address: ContainerAddress,
  query: z.output<typeof logsQuerySchema>,
  caller: LogCaller,
): Promise<void> {
  const { request, response } = caller;
  const { previous, follow, tailLines } = query;
  const stream = new SseResponse(response, {
    heartbeat: context.config.stream.heartbeat,
    end: context.shutdown,
  });
  await audited(
    context,
    request,
    'log-open',
    {
      ...caller.meta,
      pod: address.pod,
      container: address.container,
      previous,
    },
    async () => stream.open(),
  );
  const lease = context.logs.open({ ...address, previous });
  const log = lease.value;
  const closed = context.telemetry.streamOpened();
  const unwatch = watchCredentials(context, caller, stream.end);
  let wake: () => void = () => undefined;
  const unsubscribe = log.subscribe(() => wake());
  stream.onEnd(() => {
    unwatch();
    unsubscribe();
    closed();
    lease.release();
    wake();
  });
  const { reader, resumed } = await LogReader.begin(log, {
    lastEventId: request.header('last-event-id'),
    follow,
    tailLines,
  });
  await stream.send(formatEvent({ type: 'hello', resumed }));
  while (!stream.ended && !reader.isOver) {
    const changed = new Promise<void>(resolve => {
      wake = resolve;
    });
    const step = reader.step();
    if (step) {
      await stream.send(
        formatEvent(
          step.event,
          step.position === undefined
            ? undefined
            : `${log.epoch}-${step.position}`,
        ),
      );
    } else {
      await changed;
    }
  }
  stream.end();
}
