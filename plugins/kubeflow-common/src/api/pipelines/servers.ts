import { z } from 'zod';

/** Whether people may change something there, and why not. @public */
export const capabilitySchema = z
  .object({
    allowed: z.boolean(),
    message: z
      .string()
      .optional()
      .describe('Why not, and what an administrator can do'),
  })
  .meta({ id: 'Capability' });

/** @public */
export type Capability = z.infer<typeof capabilitySchema>;

/** The Pipelines API of one cluster. @public */
export const pipelinesServerSchema = z
  .object({
    cluster: z.string(),
    title: z.string(),
    status: z.enum([
      'available',
      'absent',
      'unauthorized',
      'unreachable',
      'error',
    ]),
    message: z.string().optional().describe('What is wrong and what to do'),
    version: z.string().optional().describe('As the server names it'),
    multiUser: z.boolean().optional(),
    taskModel: z
      .enum(['details', 'tasks'])
      .optional()
      .describe(
        '`details`: states of tasks only; `tasks`: inputs, outputs and artifacts too (newer servers)',
      ),
    write: capabilitySchema.describe('Upload, run, retry, archive, delete'),
  })
  .meta({ id: 'PipelinesServer' });

/** @public */
export type PipelinesServer = z.infer<typeof pipelinesServerSchema>;

/** `GET /v1/pipelines` @public */
export const pipelinesServersResponseSchema = z
  .object({ items: z.array(pipelinesServerSchema) })
  .meta({ id: 'PipelinesServerList' });

/** @public */
export type PipelinesServersResponse = z.infer<
  typeof pipelinesServersResponseSchema
>;
