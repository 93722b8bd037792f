import {
  kubeflowLogReadPermission,
  kubeflowPipelineReadPermission,
  kubeflowWorkloadReadPermission,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { diagnoseRun } from '../pipelines/run/diagnoseRun';
import { lookAtRun } from '../pipelines/run/lookAtRun';
import { act, runUrl, type ActionsContext } from './ActionsContext';

export function registerExplainFailedRun(actions: ActionsContext): void {
  actions.registry.register({
    name: 'explain-failed-run',
    title: 'Explain why a pipeline run failed',
    description:
      'Says in words why a run of Kubeflow Pipelines failed or does not go on, with evidence from its tasks, pods, events and logs, and what to do. The cause comes before its consequences. Pods and logs count only if the caller may see them.',
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
          state: z.string(),
          reasons: z.array(
            z.object({
              rule: z.string(),
              severity: z.string(),
              task: z.string().optional(),
              title: z.string(),
              explanation: z.string().optional(),
              advice: z.string().optional(),
              isConsequence: z.boolean(),
              evidence: z.array(
                z.object({ where: z.string(), text: z.string() }),
              ),
            }),
          ),
          warnings: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) =>
      act(
        actions,
        'explain-failed-run',
        {
          credentials,
          permissions: [kubeflowPipelineReadPermission],
          cluster: input.cluster,
        },
        async (cluster, access) => {
          const { authorizer, pipelines } = actions.context;
          const [session, mayReadPods, mayReadLogs] = await Promise.all([
            pipelines.open(cluster, credentials, {
              namespace: input.namespace,
            }),
            authorizer.has(credentials, kubeflowWorkloadReadPermission),
            authorizer.has(credentials, kubeflowLogReadPermission),
          ]);
          const run = await lookAtRun(
            actions.context,
            session,
            mayReadPods ? access : undefined,
            input.runId,
          );
          const { items, warnings } = await diagnoseRun(
            actions.context,
            session,
            run,
            { mayReadLogs: mayReadPods && mayReadLogs },
          );
          return {
            output: {
              cluster,
              url: runUrl(actions, cluster, run.record.run.id),
              state: run.record.run.state,
              reasons: items.map(item => ({
                rule: item.rule,
                severity: item.severity,
                task: item.taskName,
                title: item.title,
                explanation: item.explanation,
                advice: item.advice,
                isConsequence: item.consequence ?? false,
                evidence: item.evidence.map(({ where, text }) => ({
                  where,
                  text,
                })),
              })),
              warnings: warnings.map(({ message }) => message),
            },
          };
        },
      ),
  });
}
