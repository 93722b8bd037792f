import {
  directClusterConfigSchema,
  pipelinesConfigSchema,
  type DirectClusterConfig,
  type PipelinesConfig,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { z } from 'zod';

/** `kubeflow.clusters.<name>`. */
export interface ClusterConfig {
  /** Absent when the section only says how the Pipelines API is reached: then the cluster is read as others are. */
  connection?: DirectClusterConfig;
  pipelines?: PipelinesConfig;
}

/** A credential of our own, how the Pipelines API is reached, or both. */
export const clusterConfigSchema = z
  .looseObject({ pipelines: pipelinesConfigSchema.optional() })
  .transform((value, context): ClusterConfig => {
    const { pipelines, ...connection } = value;
    if (pipelines && Object.keys(connection).length === 0) {
      return { pipelines };
    }
    const parsed = directClusterConfigSchema.safeParse(connection);
    if (parsed.success) {
      return { connection: parsed.data, pipelines };
    }
    for (const issue of parsed.error.issues) {
      context.issues.push({ ...issue, input: undefined });
    }
    return z.NEVER;
  });
