import { z } from 'zod';
import { timeSchema, warningSchema } from '../common';
import { pageInfoShape, pipelinesPageShape } from './common';
import { createRunRequestSchema } from './runs';

/**
 * When a recurring run fires. Cron has six fields, seconds first, and is UTC unless the server is set otherwise
 * (kubeflow/pipelines backend/src/crd/pkg/apis/scheduledworkflow/v1beta1).
 *
 * @public
 */
export const triggerSchema = z
  .object({
    cron: z.string().max(200).optional(),
    intervalSeconds: z.number().int().positive().optional(),
    startAt: timeSchema.optional(),
    endAt: timeSchema.optional(),
  })
  .meta({ id: 'Trigger' });

/** @public */
export type Trigger = z.infer<typeof triggerSchema>;

/** @public */
export const recurringRunSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    namespace: z.string().optional(),
    enabled: z.boolean(),
    trigger: triggerSchema,
    maxConcurrency: z.number().int().optional(),
    catchUp: z.boolean(),
    createdAt: timeSchema.optional(),
    updatedAt: timeSchema.optional(),
    experimentId: z.string().optional(),
    experimentName: z.string().optional(),
    pipelineId: z.string().optional(),
    pipelineName: z.string().optional(),
    versionId: z
      .string()
      .optional()
      .describe('Absent with a pipeline: always its newest version'),
    versionName: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()),
    pipelineRoot: z.string().optional(),
    serviceAccount: z.string().optional(),
    message: z.string().optional().describe('An error that the server tells'),
  })
  .meta({ id: 'RecurringRun' });

/** @public */
export type RecurringRun = z.infer<typeof recurringRunSchema>;

/** Query of `GET /v1/pipelines/{cluster}/recurring-runs` @public */
export const recurringRunsQuerySchema = z.object({
  ...pipelinesPageShape,
  experiment: z.string().max(100).optional(),
  sort: z.enum(['created', 'name']).optional(),
});

/** @public */
export type RecurringRunsQuery = z.input<typeof recurringRunsQuerySchema>;

/** @public */
export const recurringRunsResponseSchema = z
  .object({
    items: z.array(recurringRunSchema),
    ...pageInfoShape,
    warnings: z.array(warningSchema).optional(),
  })
  .meta({ id: 'RecurringRunPage' });

/** @public */
export type RecurringRunsResponse = z.infer<typeof recurringRunsResponseSchema>;

/** Body of `POST …/recurring-runs` @public */
export const createRecurringRunRequestSchema = createRunRequestSchema
  .extend({
    trigger: triggerSchema,
    maxConcurrency: z.number().int().min(1).max(10).default(1),
    catchUp: z.boolean().default(false),
    enabled: z.boolean().default(true),
  })
  .meta({ id: 'CreateRecurringRunRequest' });

/** @public */
export type CreateRecurringRunRequest = z.input<
  typeof createRecurringRunRequestSchema
>;
