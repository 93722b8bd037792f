import { z } from 'zod';
import { warningSchema } from '../common';
import { diagnosisSchema } from '../diagnosis';
import { eventSchema, podSchema } from '../pods';
import { launchedWorkloadSchema } from './runs';

/** A pod of a run, and the task that it worked for. @public */
export const runPodSchema = podSchema
  .extend({
    taskId: z.string().optional().describe('`RunTask.id`'),
    use: z
      .enum(['executor', 'driver', 'other'])
      .describe("`driver`: the engine's own, which decides what to run"),
  })
  .meta({ id: 'RunPod' });

/** @public */
export type RunPod = z.infer<typeof runPodSchema>;

/** `GET …/runs/{run}/pods`: what the cluster still has of a run. @public */
export const runPodsResponseSchema = z
  .object({
    items: z.array(runPodSchema),
    events: z.array(eventSchema).describe('About the pods, newest first'),
    launched: z.array(launchedWorkloadSchema),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'RunPods' });

/** @public */
export type RunPodsResponse = z.infer<typeof runPodsResponseSchema>;

/** `GET …/runs/{run}/diagnosis`: why it failed or does not go on, the cause before its consequences. @public */
export const runDiagnosisResponseSchema = z
  .object({
    items: z.array(
      diagnosisSchema.extend({
        taskId: z.string().optional(),
        taskName: z.string().optional(),
      }),
    ),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'RunDiagnosis' });

/** @public */
export type RunDiagnosisResponse = z.infer<typeof runDiagnosisResponseSchema>;

/** `GET …/runs/{run}/artifacts/{artifact}/content` @public */
export const artifactContentQuerySchema = z.strictObject({
  maxBytes: z.coerce.number().int().min(1).max(10_000_000).default(262_144),
  download: z
    .enum(['true', 'false'])
    .default('false')
    .transform(value => value === 'true')
    .describe('Whole, as an attachment'),
});
