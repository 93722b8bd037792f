import { z } from 'zod';
import { timeSchema } from './common';

/**
 * Query of `GET …/pods/{pod}/logs/{container}`, of a workload's pod or a run's. The answer is a server-sent event
 * stream of {@link LogEvent}; with `follow=false` it ends after the lines that are there.
 *
 * @public
 */
export const logsQuerySchema = z.strictObject({
  previous: z
    .enum(['true', 'false'])
    .default('false')
    .transform(value => value === 'true')
    .describe('Of the run of the container before its last restart'),
  follow: z
    .enum(['true', 'false'])
    .default('true')
    .transform(value => value === 'true'),
  tailLines: z.coerce.number().int().min(1).max(200_000).default(100_000),
});

/** @public */
export type LogsQuery = z.input<typeof logsQuerySchema>;

/** One line of a container. @public */
export const logLineSchema = z
  .object({
    n: z
      .number()
      .int()
      .nonnegative()
      .describe('Place in the stream; grows by one'),
    at: timeSchema
      .optional()
      .describe('When the container wrote it, to the nanosecond'),
    text: z
      .string()
      .describe(
        'As written, escape sequences included, from the last carriage return on; cut at 16 KiB',
      ),
  })
  .meta({ id: 'LogLine' });

/** @public */
export type LogLine = z.infer<typeof logLineSchema>;

/** What the `data` of a log event holds; `type` is also the event's name. @public */
export const logEventSchema = z
  .discriminatedUnion('type', [
    z
      .object({ type: z.literal('hello'), resumed: z.boolean() })
      .describe(
        'First of all. Resumed: what follows goes on where the reader was (`Last-Event-ID`); otherwise the reader forgets what it has',
      ),
    z.object({ type: z.literal('lines'), lines: z.array(logLineSchema) }),
    z
      .object({ type: z.literal('dropped'), count: z.number().int() })
      .describe('So many lines before the next one are not held, or not asked'),
    z
      .object({ type: z.literal('waiting'), message: z.string() })
      .describe('Nothing can be read yet, or at the moment; why'),
    z
      .object({ type: z.literal('open') })
      .describe('What was there is sent; what comes now is new'),
    z
      .object({
        type: z.literal('end'),
        reason: z.enum(['complete', 'gone', 'error']),
        message: z.string().optional(),
        restarted: z
          .boolean()
          .optional()
          .describe('The container runs again: ask anew for its present run'),
      })
      .describe('No more lines will come; why, and what to do'),
  ])
  .meta({ id: 'LogEvent' });

/** @public */
export type LogEvent = z.infer<typeof logEventSchema>;

/** Query of `GET …/pods/{pod}/logs/{container}/download`: the whole log as an attachment. @public */
export const logDownloadQuerySchema = z.strictObject({
  previous: z
    .enum(['true', 'false'])
    .default('false')
    .transform(value => value === 'true')
    .describe('Of the run of the container before its last restart'),
  timestamps: z
    .enum(['true', 'false'])
    .default('false')
    .transform(value => value === 'true')
    .describe('Each line begins with the time at which it was written, in UTC'),
});

/** @public */
export type LogDownloadQuery = z.input<typeof logDownloadQuerySchema>;
