import {
  kubeflowLogReadPermission,
  kubeflowPipelineReadPermission,
  kubeflowWorkloadReadPermission,
  logDownloadQuerySchema,
  logEventSchema,
  logsQuerySchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { z } from 'zod';
import { pathSegment, type Operation } from '../../routes/Operation';
import { one, params, root } from './shared';

const log = `${root}/runs/:run/pods/:pod/logs/:container`;
const container = params.run.extend({
  pod: pathSegment.describe('One of the pods of the run'),
  container: pathSegment,
});
const permissions = [
  kubeflowPipelineReadPermission,
  kubeflowWorkloadReadPermission,
  kubeflowLogReadPermission,
];

/** What containers of a run wrote. */
export const runLogOperations = {
  openRunLogs: {
    id: 'openRunLogs',
    path: log,
    summary:
      'What a container of a run wrote and writes, as server-sent events; resumes at Last-Event-ID',
    tag: 'logs',
    permissions,
    params: container,
    query: logsQuerySchema.extend(one.shape),
    response: { type: 'text/event-stream', schema: logEventSchema },
  },
  downloadRunLogs: {
    id: 'downloadRunLogs',
    path: `${log}/download`,
    summary: 'The whole log of a container of a run, as an attachment',
    tag: 'logs',
    permissions,
    params: container,
    query: logDownloadQuerySchema.extend(one.shape),
    response: {
      type: 'text/plain',
      schema: z.string().describe('The log as it was written'),
    },
  },
} satisfies Record<string, Operation>;
