import { z } from 'zod';
import { timeSchema, warningSchema } from './common';

/** How one kind is followed in one cluster. @public */
export const clusterKindSchema = z
  .object({
    kind: z.string().describe('Kind id'),
    apiVersion: z.string().optional().describe('The version that is watched'),
    status: z.enum([
      'watching',
      'syncing',
      'absent',
      'forbidden',
      'unsupported-version',
      'error',
    ]),
    message: z.string().optional(),
    count: z.number().int().nonnegative(),
  })
  .meta({ id: 'ClusterKind' });

/** @public */
export type ClusterKind = z.infer<typeof clusterKindSchema>;

/** @public */
export const clusterSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    connection: z.enum(['proxy', 'direct']),
    health: z.enum([
      'connecting',
      'connected',
      'degraded',
      'unauthorized',
      'unreachable',
    ]),
    message: z
      .string()
      .optional()
      .describe('Why it is not connected, and what to do'),
    since: timeSchema.optional().describe('When this health began'),
    kubernetesVersion: z.string().optional(),
    kinds: z.array(clusterKindSchema),
  })
  .meta({ id: 'Cluster' });

/** @public */
export type Cluster = z.infer<typeof clusterSchema>;

/** `GET /v1/clusters` @public */
export const clustersResponseSchema = z
  .object({
    items: z.array(clusterSchema),
    warnings: z
      .array(warningSchema)
      .optional()
      .describe('Why clusters may be missing from the list'),
  })
  .meta({ id: 'ClusterList' });

/** @public */
export type ClustersResponse = z.infer<typeof clustersResponseSchema>;
