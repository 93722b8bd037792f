import {
  kubeflowLogReadPermission,
  kubeflowWorkloadReadPermission,
  logDownloadQuerySchema,
  logEventSchema,
  logsQuerySchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { z } from 'zod';
import { pathSegment, type Operation } from '../routes/Operation';
import { objectParamsSchema } from '../routes/objectParams';

const log = '/v1/workloads/:cluster/:namespace/:kind/:name/pods/:pod/logs';
const params = objectParamsSchema.extend({
  pod: pathSegment.describe('One of the pods of the workload'),
  container: pathSegment,
});
const permissions = [kubeflowWorkloadReadPermission, kubeflowLogReadPermission];

/** What containers of a workload wrote. */
export const logOperations = {
  openLogs: {
    id: 'openLogs',
    path: `${log}/:container`,
    summary:
      'What a container wrote and writes, as server-sent events; resumes at Last-Event-ID',
    tag: 'logs',
    permissions,
    params,
    query: logsQuerySchema,
    response: { type: 'text/event-stream', schema: logEventSchema },
  },
  downloadLogs: {
    id: 'downloadLogs',
    path: `${log}/:container/download`,
    summary: 'The whole log of a container, as an attachment',
    tag: 'logs',
    permissions,
    params,
    query: logDownloadQuerySchema,
    response: {
      type: 'text/plain',
      schema: z.string().describe('The log as it was written'),
    },
  },
} satisfies Record<string, Operation>;
