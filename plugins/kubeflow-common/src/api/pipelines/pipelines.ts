import { z } from 'zod';
import { timeSchema } from '../common';
import { pageInfoShape, pipelinesPageShape } from './common';

/** A pipeline, without its versions. @public */
export const pipelineSchema = z
  .object({
    id: z.string(),
    name: z.string().describe('For people'),
    description: z.string().optional(),
    namespace: z.string().optional().describe('Absent: shared'),
    createdAt: timeSchema.optional(),
    tags: z.record(z.string(), z.string()),
    error: z.string().optional(),
  })
  .meta({ id: 'Pipeline' });

/** @public */
export type Pipeline = z.infer<typeof pipelineSchema>;

/** Query of `GET /v1/pipelines/{cluster}/pipelines` @public */
export const pipelinesQuerySchema = z.object({
  ...pipelinesPageShape,
  sort: z.enum(['created', 'name']).optional(),
});

/** @public */
export type PipelinesQuery = z.input<typeof pipelinesQuerySchema>;

/** `GET /v1/pipelines/{cluster}/pipelines` @public */
export const pipelinesResponseSchema = z
  .object({ items: z.array(pipelineSchema), ...pageInfoShape })
  .meta({ id: 'PipelinePage' });

/** @public */
export type PipelinesResponse = z.infer<typeof pipelinesResponseSchema>;

/** A version of a pipeline, as lists have it. @public */
export const pipelineVersionSchema = z
  .object({
    pipelineId: z.string(),
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    createdAt: timeSchema.optional(),
    codeSourceUrl: z.string().optional(),
    tags: z.record(z.string(), z.string()),
    error: z.string().optional(),
  })
  .meta({ id: 'PipelineVersion' });

/** @public */
export type PipelineVersion = z.infer<typeof pipelineVersionSchema>;

/** `GET …/pipelines/{pipeline}/versions` @public */
export const pipelineVersionsResponseSchema = z
  .object({ items: z.array(pipelineVersionSchema), ...pageInfoShape })
  .meta({ id: 'PipelineVersionPage' });

/** @public */
export type PipelineVersionsResponse = z.infer<
  typeof pipelineVersionsResponseSchema
>;

/** `GET …/pipelines/{pipeline}/versions/{version}` @public */
export const pipelineVersionDetailSchema = z
  .object({
    pipeline: pipelineSchema,
    version: pipelineVersionSchema,
    spec: z
      .unknown()
      .describe(
        'The pipeline specification as stored, perhaps wrapped as {pipeline_spec, platform_spec}; read it with pipelineGraph and pipelineInputs',
      ),
  })
  .meta({ id: 'PipelineVersionDetail' });

/** @public */
export type PipelineVersionDetail = z.infer<typeof pipelineVersionDetailSchema>;

/** Body of `POST …/pipelines` (a new pipeline) and of `POST …/pipelines/{pipeline}/versions`. @public */
export const uploadPipelineRequestSchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    description: z.string().max(2000).optional(),
    namespace: z.string().max(253).optional(),
    yaml: z
      .string()
      .min(1)
      .max(8_000_000)
      .describe('The compiled pipeline, as `kfp dsl compile` writes it'),
    tags: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'UploadPipelineRequest' });

/** @public */
export type UploadPipelineRequest = z.infer<typeof uploadPipelineRequestSchema>;

/** Answer to an upload. @public */
export const uploadPipelineResponseSchema = z
  .object({ pipelineId: z.string(), versionId: z.string().optional() })
  .meta({ id: 'UploadPipelineResponse' });

/** @public */
export type UploadPipelineResponse = z.infer<
  typeof uploadPipelineResponseSchema
>;
