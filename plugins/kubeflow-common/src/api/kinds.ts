import { z } from 'zod';
import { kindFamilySchema } from './common';

/** @public */
export const kindSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    group: z.string(),
    plural: z.string(),
    scope: z.enum(['Namespaced', 'Cluster']),
    family: kindFamilySchema,
    role: z.enum(['workload', 'definition', 'part']),
    title: z.object({ one: z.string(), many: z.string() }),
  })
  .meta({ id: 'Kind' });

/** @public */
export type Kind = z.infer<typeof kindSchema>;

/** `GET /v1/kinds` @public */
export const kindsResponseSchema = z
  .object({ items: z.array(kindSchema) })
  .meta({ id: 'KindList' });

/** @public */
export type KindsResponse = z.infer<typeof kindsResponseSchema>;
