import { InputError } from '@backstage/errors';
import type { StreamEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import type { ObjectWatch } from '../children/ObjectWatch';
import type { Lease } from '../children/SharedPool';
import { WorkloadMatcher } from '../store/WorkloadMatcher';
import { answer, audited } from './answer';
import { EventStream } from './EventStream';
import { checkVisible, findAddress } from './findObject';
import { objectParamsSchema } from './objectParams';
import { operations } from './operations';
import type { RouteContext } from './RouteContext';
import { readPosition } from './streamPosition';
import { toStreamEvents } from './toStreamEvents';
import { watchCredentials } from './watchCredentials';

/** Changes that are read at once. */
const PAGE = 500;

export function addStreamRoute(router: Router, context: RouteContext): void {
  const { openStream } = operations;
  const { store, config, authorizer, telemetry } = context;
  router.get(
    openStream.path,
    answer(
      context,
      openStream,
      async ({ request, response, query, access }) => {
        const { since, object, ...filter } = query;
        const matcher = new WorkloadMatcher(filter);
        const credentials = await authorizer.credentialsOf(request);
        const lease =
          object === undefined ? undefined : lookAt(context, object, access);
        let current = access;
        let position = readPosition(
          store.feed,
          request.header('last-event-id'),
          since,
        );
        const stream = new EventStream(response, {
          epoch: store.feed.epoch,
          heartbeat: config.stream.heartbeat,
          end: context.shutdown,
        });
        try {
          await audited(
            context,
            request,
            'stream-open',
            describe(query),
            async () => stream.open(),
          );
        } catch (error) {
          lease?.release();
          throw error;
        }
        const closed = telemetry.streamOpened();

        /** Sends what is there; a reader who is slower than the changes falls out of the feed and is told to reset. */
        const pump = async (): Promise<void> => {
          for (;;) {
            const page =
              position === undefined
                ? { gone: true as const }
                : store.feed.read(position, PAGE);
            if (page.gone) {
              position = store.feed.sequence;
              await stream.send(
                [{ type: 'reset', sequence: position }],
                position,
              );
            } else if (page.changes.length === 0) {
              return;
            } else {
              position = page.position;
              await stream.send(
                toStreamEvents(context, page.changes, matcher, current),
                position,
              );
            }
            if (stream.ended) {
              return;
            }
          }
        };
        const tell = oneAtATime(pump, () => stream.end());
        const unsubscribe = store.feed.subscribe(tell);
        const unsubscribeObject = lease?.value.subscribe(() => {
          if (object !== undefined && !stream.ended) {
            const { sequence } = store.feed;
            // Its number is only for information: it does not move the position at which a reader resumes.
            stream.note({ type: 'children', sequence, object });
          }
        });
        const unwatch = watchCredentials(
          context,
          { credentials },
          stream.end,
          renewed => {
            current = renewed;
          },
        );
        stream.onEnd(() => {
          unwatch();
          unsubscribe();
          unsubscribeObject?.();
          lease?.release();
          closed();
        });
        const hello: StreamEvent = {
          type: 'hello',
          sequence: position ?? store.feed.sequence,
        };
        await stream.send([hello], hello.sequence);
        tell();
        return undefined;
      },
    ),
  );
}

/** Begins to look at the object that the stream is about. */
function lookAt(
  context: RouteContext,
  object: string,
  access: Parameters<typeof checkVisible>[0],
): Lease<ObjectWatch> {
  const [cluster, namespace, kind, name, ...rest] = object
    .split('/')
    .map(decode);
  const params = objectParamsSchema.safeParse({
    cluster,
    namespace,
    kind,
    name,
  });
  if (!params.success || rest.length > 0) {
    throw new InputError(
      "Parameter 'object' must be cluster/namespace/kind/name",
    );
  }
  const { watcher, address } = findAddress(context, params.data);
  const { cluster: at, kind: definition } = address;
  const stored = context.store.find(
    at,
    definition.id,
    address.namespace,
    address.name,
  );
  checkVisible(access, address, stored?.owner);
  return context.children.look(watcher.connection, address);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InputError(
      "Parameter 'object' must be cluster/namespace/kind/name, each part URL-encoded",
    );
  }
}

/** A function that may be called at any time, and runs `work` again when it was called while it ran. */
function oneAtATime(
  work: () => Promise<void>,
  onFailure: () => void,
): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } catch {
      onFailure();
    } finally {
      running = false;
    }
  };
  return () => {
    if (running) {
      again = true;
    } else {
      void run();
    }
  };
}

function describe(query: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, JSON.stringify(value)]),
  );
}
