import {
  kubeflowPipelineReadPermission,
  workloadStates,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { nameRecords } from '../pipelines/nameRecords';
import { act, type ActionsContext } from './ActionsContext';

export function registerListRuns(actions: ActionsContext): void {
  actions.registry.register({
    name: 'list-runs',
    title: 'List pipeline runs',
    description:
      'Lists runs of Kubeflow Pipelines in one cluster, newest first, filtered by state, text, experiment, pipeline or time, in pages.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: kubeflowPipelineReadPermission,
    schema: {
      input: z =>
        z
          .object({
            cluster: z
              .string()
              .optional()
              .describe('Name of the cluster; needed when there are several'),
            namespace: z
              .string()
              .max(253)
              .optional()
              .describe('Needed where Pipelines has several users'),
            state: z
              .array(z.enum(workloadStates))
              .optional()
              .describe('Only runs in one of these states'),
            text: z.string().max(200).optional().describe('A part of the name'),
            experimentId: z.string().max(100).optional(),
            pipelineId: z.string().max(100).optional(),
            createdAfter: z
              .string()
              .datetime({ offset: true })
              .optional()
              .describe('ISO 8601'),
            limit: z.number().int().min(1).max(100).default(20),
            pageToken: z
              .string()
              .max(20_000)
              .optional()
              .describe(
                'nextPageToken of the page before, with the same input',
              ),
          })
          .strict(),
      output: z =>
        z.object({
          cluster: z.string(),
          runs: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              state: z.string(),
              message: z.string().optional(),
              namespace: z.string().optional(),
              createdAt: z.string().optional(),
              finishedAt: z.string().optional(),
              experimentName: z.string().optional(),
              pipelineName: z.string().optional(),
              recurringRunId: z.string().optional(),
            }),
          ),
          nextPageToken: z.string().optional(),
          total: z.number().optional(),
          warnings: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) =>
      act(
        actions,
        'list-runs',
        {
          credentials,
          permissions: [kubeflowPipelineReadPermission],
          cluster: input.cluster,
        },
        async cluster => {
          const { namespace, state, text, createdAfter, pageToken } = input;
          const session = await actions.context.pipelines.open(
            cluster,
            credentials,
            { namespace },
          );
          const page = await session.client.listRuns(
            {
              namespace,
              state,
              text,
              createdAfter,
              pageToken,
              experiment: input.experimentId,
              pipeline: input.pipelineId,
              pageSize: input.limit,
            },
            session.caller,
          );
          const { items, warnings } = await nameRecords(
            session,
            page.items,
            namespace,
          );
          return {
            output: {
              cluster,
              runs: items.map(run => ({
                id: run.id,
                name: run.name,
                state: run.state,
                message: run.message,
                namespace: run.namespace,
                createdAt: run.createdAt,
                finishedAt: run.finishedAt,
                experimentName: run.experimentName,
                pipelineName: run.pipelineName,
                recurringRunId: run.recurringRunId,
              })),
              nextPageToken: page.nextPageToken,
              total: page.total,
              warnings: warnings.map(({ message }) => message),
            },
          };
        },
      ),
  });
}
