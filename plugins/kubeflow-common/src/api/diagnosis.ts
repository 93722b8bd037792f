import { z } from 'zod';
import { timeSchema, warningSchema } from './common';

/** What shows that a diagnosis is right. @public */
export const evidenceSchema = z
  .object({
    source: z.enum([
      'container',
      'event',
      'log',
      'condition',
      'engine',
      'spec',
    ]),
    where: z
      .string()
      .describe('For people: `container main of pod bert-7`, `event`'),
    text: z.string().describe('As it was found, cleaned; a few lines at most'),
    at: timeSchema.optional(),
    pod: z.string().optional(),
    container: z.string().optional(),
    line: z
      .number()
      .int()
      .nonnegative()
      .optional()
      .describe('Of the log, counted from its first line'),
    previous: z
      .boolean()
      .optional()
      .describe('Of the run of the container before its last restart'),
  })
  .meta({ id: 'Evidence' });

/** @public */
export type Evidence = z.infer<typeof evidenceSchema>;

/** Why something failed or does not go on, in words for somebody who does not know Kubernetes. @public */
export const diagnosisSchema = z
  .object({
    rule: z.string().describe('Stable id: `out-of-memory`, `image-pull`'),
    severity: z.enum(['failure', 'blocked', 'warning']),
    title: z.string().describe('One sentence: what happened'),
    explanation: z.string().optional(),
    advice: z.string().optional().describe('What to do'),
    evidence: z.array(evidenceSchema),
    pod: z.string().optional(),
    container: z.string().optional(),
    podCount: z
      .number()
      .int()
      .optional()
      .describe('Pods that have the same trouble, when there are several'),
    consequence: z
      .boolean()
      .optional()
      .describe('It follows from another failure: upstream failed'),
  })
  .meta({ id: 'Diagnosis' });

/** @public */
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/** `GET /v1/workloads/{cluster}/{namespace}/{kind}/{name}/diagnosis` @public */
export const diagnosisResponseSchema = z
  .object({ items: z.array(diagnosisSchema), warnings: z.array(warningSchema) })
  .meta({ id: 'DiagnosisList' });

/** @public */
export type DiagnosisResponse = z.infer<typeof diagnosisResponseSchema>;
