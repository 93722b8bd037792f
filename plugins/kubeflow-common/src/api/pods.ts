import { z } from 'zod';
import { timeSchema, warningSchema } from './common';
import { acceleratorSchema } from './workloads';

/** @public */
export const containerSchema = z
  .object({
    name: z.string(),
    type: z.enum(['init', 'main', 'ephemeral']),
    image: z.string().optional(),
    state: z.enum(['waiting', 'running', 'terminated', 'unknown']),
    reason: z.string().optional(),
    message: z.string().optional(),
    exitCode: z.number().int().optional(),
    ready: z.boolean(),
    restartCount: z.number().int(),
    startedAt: timeSchema.optional(),
    finishedAt: timeSchema.optional(),
    lastTermination: z
      .object({
        reason: z.string().optional(),
        message: z.string().optional(),
        exitCode: z.number().int().optional(),
        finishedAt: timeSchema.optional(),
      })
      .optional()
      .describe('How the container ended before its last restart'),
  })
  .meta({ id: 'Container' });

/** @public */
export const podSchema = z
  .object({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']),
    reason: z.string().optional(),
    message: z
      .string()
      .optional()
      .describe('In plain words: why it waits or failed'),
    role: z.string().optional().describe('Replica type or replicated job'),
    rank: z.number().int().optional(),
    node: z.string().optional(),
    accelerators: z.array(acceleratorSchema),
    containers: z.array(containerSchema),
    createdAt: timeSchema.optional(),
    startedAt: timeSchema.optional(),
    deleting: z.boolean().optional(),
  })
  .meta({ id: 'Pod' });

/** @public */
export type Pod = z.infer<typeof podSchema>;

/** `GET …/pods` @public */
export const podsResponseSchema = z
  .object({ items: z.array(podSchema), warnings: z.array(warningSchema) })
  .meta({ id: 'PodList' });

/** @public */
export type PodsResponse = z.infer<typeof podsResponseSchema>;

/** A Kubernetes event about the object or one of its children. @public */
export const eventSchema = z
  .object({
    uid: z.string(),
    type: z.enum(['Normal', 'Warning']),
    reason: z.string().optional(),
    message: z.string().optional(),
    count: z.number().int(),
    firstSeen: timeSchema.optional(),
    lastSeen: timeSchema.optional(),
    source: z.string().optional(),
    about: z.object({ kind: z.string(), name: z.string() }),
  })
  .meta({ id: 'Event' });

/** @public */
export type WorkloadEvent = z.infer<typeof eventSchema>;

/** `GET …/events` @public */
export const eventsResponseSchema = z
  .object({ items: z.array(eventSchema), warnings: z.array(warningSchema) })
  .meta({ id: 'EventList' });

/** @public */
export type EventsResponse = z.infer<typeof eventsResponseSchema>;
