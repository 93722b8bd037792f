import { z } from 'zod';

/**
 * States of a pipeline task: the vocabulary of workloads, and the two ends that only tasks have.
 *
 * - `skipped`: its condition was false, or what it needs was skipped
 * - `cached`: not run, the outputs of an earlier run were taken
 *
 * @public
 */
export const taskStates = [
  'pending',
  'running',
  'restarting',
  'succeeded',
  'cached',
  'skipped',
  'failed',
  'cancelled',
  'unknown',
] as const;

export const taskStateSchema = z.enum(taskStates).meta({ id: 'TaskState' });

/** @public */
export type TaskState = z.infer<typeof taskStateSchema>;

/** Whether a record of the Pipelines API is put away. @public */
export const storageStateSchema = z.enum(['available', 'archived']);

/** @public */
export type StorageState = z.infer<typeof storageStateSchema>;

/** Query that all lists of the Pipelines API share. @public */
export const pipelinesPageShape = {
  namespace: z
    .string()
    .max(253)
    .optional()
    .describe('Only what lies in it; must be given on multi-user servers'),
  text: z
    .string()
    .max(200)
    .optional()
    .describe('A part of the name, as the server compares it'),
  order: z.enum(['asc', 'desc']).optional(),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
  pageToken: z
    .string()
    .max(20_000)
    .optional()
    .describe('`nextPageToken` of the page before; other parameters as there'),
};

/** What is said beside a page. @public */
export const pageInfoShape = {
  nextPageToken: z.string().optional(),
  total: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('As the server counts; absent where it cannot know'),
};
