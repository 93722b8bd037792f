import {
  clustersResponseSchema,
  eventsResponseSchema,
  kindsResponseSchema,
  podsResponseSchema,
  streamEventSchema,
  streamQuerySchema,
  workloadDetailSchema,
  workloadsQuerySchema,
  workloadsResponseSchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { z } from 'zod';
import { pipelinesOperations } from '../pipelines/operations/pipelinesOperations';
import { diagnosisOperations } from '../diagnosis/diagnosisOperations';
import { logOperations } from '../logs/logOperations';
import { objectParamsSchema } from './objectParams';
import { json, type Operation } from './Operation';

/** Query of `…/yaml`. */
export const yamlQuerySchema = z.strictObject({
  managedFields: z
    .enum(['true', 'false'])
    .default('false')
    .transform(value => value === 'true')
    .describe('Keep metadata.managedFields'),
});

const object = '/v1/workloads/:cluster/:namespace/:kind/:name';

/** Every route of this API. Unknown query parameters are refused: a misspelt filter must not show everything. */
export const operations = {
  listKinds: {
    id: 'listKinds',
    path: '/v1/kinds',
    summary: 'The kinds that the portal knows',
    tag: 'clusters',
    query: z.strictObject({}),
    response: json(kindsResponseSchema),
  },
  listClusters: {
    id: 'listClusters',
    path: '/v1/clusters',
    summary:
      'Clusters, how their connection is, and which kinds each one serves',
    tag: 'clusters',
    query: z.strictObject({}),
    response: json(clustersResponseSchema),
  },
  listWorkloads: {
    id: 'listWorkloads',
    path: '/v1/workloads',
    summary: 'Workloads of all clusters: filtered, sorted, counted, in pages',
    tag: 'workloads',
    query: workloadsQuerySchema.strict(),
    response: json(workloadsResponseSchema),
  },
  getWorkload: {
    id: 'getWorkload',
    path: object,
    summary: 'One workload with all that its row leaves out',
    tag: 'workloads',
    params: objectParamsSchema,
    query: z.strictObject({}),
    response: json(workloadDetailSchema),
  },
  listPods: {
    id: 'listPods',
    path: `${object}/pods`,
    summary: 'The pods of a workload',
    tag: 'workloads',
    params: objectParamsSchema,
    query: z.strictObject({}),
    response: json(podsResponseSchema),
  },
  listEvents: {
    id: 'listEvents',
    path: `${object}/events`,
    summary:
      'Kubernetes events about a workload and its children, newest first',
    tag: 'workloads',
    params: objectParamsSchema,
    query: z.strictObject({}),
    response: json(eventsResponseSchema),
  },
  getYaml: {
    id: 'getYaml',
    path: `${object}/yaml`,
    summary: 'The object as the cluster has it now',
    tag: 'workloads',
    params: objectParamsSchema,
    query: yamlQuerySchema,
    response: {
      type: 'text/yaml',
      schema: z.string().describe('The object as YAML'),
    },
  },
  openStream: {
    id: 'openStream',
    path: '/v1/stream',
    summary:
      'Changes as they happen, as server-sent events; resumes at Last-Event-ID, or at since',
    tag: 'stream',
    query: streamQuerySchema.strict(),
    response: { type: 'text/event-stream', schema: streamEventSchema },
  },
  ...diagnosisOperations,
  ...logOperations,
  ...pipelinesOperations,
} satisfies Record<string, Operation>;
