import {
  kubeflowRunUpdatePermission,
  type RunCommand,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { change } from '../pipelines/change';
import { commandRun } from '../pipelines/run/commandRun';
import { act, runUrl, type ActionsContext } from './ActionsContext';

/** An action that does one thing with a run. */
export function registerRunCommand(
  actions: ActionsContext,
  command: RunCommand,
  words: {
    name: string;
    title: string;
    description: string;
    attributes: { destructive: boolean; idempotent: boolean };
  },
): void {
  actions.registry.register({
    ...words,
    attributes: { ...words.attributes, readOnly: false },
    visibilityPermission: kubeflowRunUpdatePermission,
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
          runId: z.string(),
          url: z.string().optional().describe('Its page in the portal'),
        }),
    },
    action: async ({ input, credentials }) =>
      act(
        actions,
        words.name,
        {
          credentials,
          permissions: [kubeflowRunUpdatePermission],
          cluster: input.cluster,
        },
        async cluster => {
          const { runId, namespace } = input;
          await change(
            actions.context,
            { cluster, credentials, namespace },
            'run-command',
            { run: runId, command },
            session => commandRun(session, runId, command),
          );
          return {
            output: { cluster, runId, url: runUrl(actions, cluster, runId) },
          };
        },
      ),
  });
}
