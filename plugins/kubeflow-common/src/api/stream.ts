import { z } from 'zod';
import { clusterSchema } from './clusters';
import { workloadFilterSchema, workloadSchema } from './workloads';

/**
 * Query of `GET /v1/stream`, a server-sent event stream. Each event's `id` is `<epoch>-<sequence>`; a client resumes
 * with `Last-Event-ID` (or `since`). When the feed no longer holds that point, one `reset` event says: fetch again.
 *
 * @public
 */
export const streamQuerySchema = workloadFilterSchema.extend({
  since: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('Sequence of the answer that the client holds'),
  object: z
    .string()
    .max(1000)
    .optional()
    .describe(
      'cluster/namespace/kind/name whose pods and events are watched while the stream is open',
    ),
});

/** @public */
export type StreamQuery = z.infer<typeof streamQuerySchema>;

const sequence = z.number().int();

/** What the `data` of a stream event holds; `type` is also the event's name. @public */
export const streamEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('hello'), sequence }),
    z.object({ type: z.literal('upsert'), sequence, workload: workloadSchema }),
    z
      .object({
        type: z.literal('remove'),
        sequence,
        cluster: z.string(),
        namespace: z.string().optional(),
        kind: z.string(),
        name: z.string(),
        uid: z.string(),
      })
      .describe('Deleted, or no longer matches the filter'),
    z.object({ type: z.literal('cluster'), sequence, cluster: clusterSchema }),
    z
      .object({ type: z.literal('children'), sequence, object: z.string() })
      .describe(
        'Pods or events of the watched object changed: fetch them again',
      ),
    z.object({ type: z.literal('reset'), sequence }),
  ])
  .meta({ id: 'StreamEvent' });

/** @public */
export type StreamEvent = z.infer<typeof streamEventSchema>;
