import { z } from 'zod';
import { timeSchema } from '../common';
import {
  pageInfoShape,
  pipelinesPageShape,
  storageStateSchema,
} from './common';

/** @public */
export const experimentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    namespace: z.string().optional(),
    createdAt: timeSchema.optional(),
    lastRunAt: timeSchema.optional(),
    storage: storageStateSchema,
  })
  .meta({ id: 'PipelineExperiment' });

/** @public */
export type PipelineExperiment = z.infer<typeof experimentSchema>;

/** Query of `GET /v1/pipelines/{cluster}/experiments` @public */
export const experimentsQuerySchema = z.object({
  ...pipelinesPageShape,
  storage: storageStateSchema.default('available'),
  sort: z.enum(['created', 'name', 'lastRun']).optional(),
});

/** @public */
export type ExperimentsQuery = z.input<typeof experimentsQuerySchema>;

/** @public */
export const experimentsResponseSchema = z
  .object({ items: z.array(experimentSchema), ...pageInfoShape })
  .meta({ id: 'PipelineExperimentPage' });

/** @public */
export type ExperimentsResponse = z.infer<typeof experimentsResponseSchema>;

/** Body of `POST …/experiments` @public */
export const createExperimentRequestSchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    description: z.string().max(2000).optional(),
    namespace: z.string().max(253).optional(),
  })
  .meta({ id: 'CreateExperimentRequest' });

/** @public */
export type CreateExperimentRequest = z.infer<
  typeof createExperimentRequestSchema
>;
