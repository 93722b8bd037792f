import {
  kubeflowPipelineCreatePermission,
  kubeflowPipelineDeletePermission,
  kubeflowPipelineReadPermission,
  kubeflowRunCreatePermission,
  kubeflowRunDeletePermission,
  kubeflowRunUpdatePermission,
  kubeflowWorkloadReadPermission,
  runCommands,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { z } from 'zod';
import { json, pathSegment } from '../../routes/Operation';

/** Bytes of a compiled pipeline with all that stands beside it. */
export const UPLOAD_LIMIT = 10_000_000;

const cluster = z.string().describe('Name of the cluster');
/** Of paths. */
export const params = {
  cluster: z.object({ cluster }),
  pipeline: z.object({ cluster, pipeline: pathSegment }),
  version: z.object({ cluster, pipeline: pathSegment, version: pathSegment }),
  run: z.object({ cluster, run: pathSegment }),
  runCommand: z.object({
    cluster,
    run: pathSegment,
    command: z.enum(runCommands),
  }),
  artifact: z.object({ cluster, run: pathSegment, artifact: pathSegment }),
  experiment: z.object({ cluster, experiment: pathSegment }),
  experimentCommand: z.object({
    cluster,
    experiment: pathSegment,
    command: z.enum(['archive', 'restore']),
  }),
  recurringRun: z.object({ cluster, recurringRun: pathSegment }),
  recurringRunCommand: z.object({
    cluster,
    recurringRun: pathSegment,
    command: z.enum(['enable', 'disable']),
  }),
};

/** A query without parameters. */
export const nothing = z.strictObject({});
/** Query for one record. */
export const one = z.strictObject({
  namespace: z
    .string()
    .max(253)
    .optional()
    .describe(
      'Of the record, where it is known; servers that are asked as a service account may need it',
    ),
});
/** An answer in JSON to what made something. */
export const created = (schema: z.ZodType) => ({
  ...json(schema),
  status: 201,
});

/** Permissions that a route needs. */
export const may = {
  read: [kubeflowPipelineReadPermission],
  upload: [kubeflowPipelineCreatePermission],
  remove: [kubeflowPipelineDeletePermission],
  start: [kubeflowRunCreatePermission],
  change: [kubeflowRunUpdatePermission],
  removeRuns: [kubeflowRunDeletePermission],
  readPods: [kubeflowPipelineReadPermission, kubeflowWorkloadReadPermission],
};

export const root = '/v1/pipelines/:cluster';
