import { kubeflowPipelineReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import { describeRun } from '../pipelines/run/readRun';
import { act, runUrl, type ActionsContext } from './ActionsContext';

export function registerGetRun(actions: ActionsContext): void {
  actions.registry.register({
    name: 'get-run',
    title: 'Get a pipeline run',
    description:
      'One run of Kubeflow Pipelines: its state, its parameters, and how each of its tasks is. To learn why it failed, use explain-failed-run.',
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
            runId: z.string().min(1).max(253),
            namespace: z.string().max(253).optional(),
          })
          .strict(),
      output: z =>
        z.object({
          cluster: z.string(),
          url: z.string().optional().describe('Its page in the portal'),
          run: z.object({
            id: z.string(),
            name: z.string(),
            state: z.string(),
            message: z.string().optional(),
            namespace: z.string().optional(),
            createdAt: z.string().optional(),
            startedAt: z.string().optional(),
            finishedAt: z.string().optional(),
            experimentName: z.string().optional(),
            pipelineName: z.string().optional(),
            versionName: z.string().optional(),
          }),
          parameters: z.record(z.unknown()),
          tasks: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              type: z.string(),
              state: z.string(),
              message: z.string().optional(),
              iterations: z.array(z.number()),
              startedAt: z.string().optional(),
              finishedAt: z.string().optional(),
            }),
          ),
          warnings: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) =>
      act(
        actions,
        'get-run',
        {
          credentials,
          permissions: [kubeflowPipelineReadPermission],
          cluster: input.cluster,
        },
        async cluster => {
          const session = await actions.context.pipelines.open(
            cluster,
            credentials,
            { namespace: input.namespace },
          );
          const { run, parameters, tasks, warnings } = await describeRun(
            session,
            input.runId,
          );
          return {
            output: {
              cluster,
              url: runUrl(actions, cluster, run.id),
              run: {
                id: run.id,
                name: run.name,
                state: run.state,
                message: run.message,
                namespace: run.namespace,
                createdAt: run.createdAt,
                startedAt: run.startedAt,
                finishedAt: run.finishedAt,
                experimentName: run.experimentName,
                pipelineName: run.pipelineName,
                versionName: run.versionName,
              },
              parameters,
              tasks: tasks.map(task => ({
                id: task.id,
                name: task.name,
                type: task.type,
                state: task.state,
                message: task.message,
                iterations: task.iterations,
                startedAt: task.startedAt,
                finishedAt: task.finishedAt,
              })),
              warnings: warnings.map(({ message }) => message),
            },
          };
        },
      ),
  });
}
