import { InputError, NotFoundError } from '@backstage/errors';
import { kubeflowRunCreatePermission } from '@kubeflow-portal/plugin-kubeflow-common';
import { change } from '../pipelines/change';
import { inExperiment } from '../pipelines/inExperiment';
import type { PipelinesSession } from '../pipelines/Pipelines';
import { act, runUrl, type ActionsContext } from './ActionsContext';

/** Pipelines of one name that are looked through. */
const MAX_NAMESAKES = 200;

export function registerRunPipeline(actions: ActionsContext): void {
  actions.registry.register({
    name: 'run-pipeline',
    title: 'Run a pipeline',
    description:
      'Starts a run of a pipeline of Kubeflow Pipelines. Each call starts another one.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    visibilityPermission: kubeflowRunCreatePermission,
    schema: {
      input: z =>
        z
          .object({
            cluster: z
              .string()
              .optional()
              .describe('Name of the cluster; needed when there are several'),
            pipeline: z
              .string()
              .min(1)
              .max(300)
              .describe('Id of the pipeline, or its exact name'),
            versionId: z
              .string()
              .max(100)
              .optional()
              .describe('Default: its newest version'),
            name: z
              .string()
              .min(1)
              .max(200)
              .optional()
              .describe(
                'Of the run; default: that of the pipeline and the time',
              ),
            description: z.string().max(2000).optional(),
            namespace: z
              .string()
              .max(253)
              .optional()
              .describe('Needed where Pipelines has several users'),
            experimentId: z.string().max(100).optional(),
            parameters: z
              .record(z.unknown())
              .default({})
              .describe('Values of the inputs of the pipeline, by name'),
            serviceAccount: z.string().max(253).optional(),
            cache: z
              .boolean()
              .default(true)
              .describe('false: no task takes outputs of earlier runs'),
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
        'run-pipeline',
        {
          credentials,
          permissions: [kubeflowRunCreatePermission],
          cluster: input.cluster,
        },
        async cluster => {
          const { namespace, experimentId } = input;
          const run = await change(
            actions.context,
            { cluster, credentials, namespace },
            'run-create',
            { namespace, experimentId, pipeline: input.pipeline },
            async session => {
              const pipeline = await findPipeline(
                session,
                input.pipeline,
                namespace,
              );
              return session.client.createRun(
                await inExperiment(session, {
                  name:
                    input.name ??
                    `${pipeline.name} ${new Date().toISOString()}`.slice(-200),
                  description: input.description,
                  namespace,
                  experimentId,
                  pipelineId: pipeline.id,
                  versionId:
                    input.versionId ?? (await newestVersion(session, pipeline)),
                  parameters: input.parameters,
                  serviceAccount: input.serviceAccount,
                  cache: input.cache,
                }),
                session.caller,
              );
            },
          );
          return {
            output: {
              cluster,
              runId: run.id,
              url: runUrl(actions, cluster, run.id),
            },
          };
        },
      ),
  });
}

async function findPipeline(
  { client, caller, cluster }: PipelinesSession,
  idOrName: string,
  namespace: string | undefined,
): Promise<{ id: string; name: string }> {
  const spaces = namespace === undefined ? [undefined] : [namespace, undefined];
  for (const space of spaces) {
    const { items } = await client.listPipelines(
      {
        namespace: space,
        text: idOrName.slice(0, 200),
        pageSize: MAX_NAMESAKES,
      },
      caller,
    );
    const found = items.filter(({ name }) => name === idOrName);
    if (found.length > 1) {
      throw new InputError(
        `Cluster '${cluster}' has several pipelines named '${idOrName}'; give the id of one: ${found.map(({ id }) => id).join(', ')}`,
      );
    }
    if (found.length === 1) {
      return found[0];
    }
  }
  // Ids have no spaces; what has is a name that nothing has.
  if (/^[\w.-]+$/.test(idOrName)) {
    return client.getPipeline(idOrName, caller);
  }
  throw new NotFoundError(
    `Cluster '${cluster}' has no pipeline named '${idOrName}'`,
  );
}

async function newestVersion(
  { client, caller, cluster }: PipelinesSession,
  pipeline: { id: string; name: string },
): Promise<string> {
  const { items } = await client.listVersions(
    pipeline.id,
    { pageSize: 1, sort: 'created', order: 'desc' },
    caller,
  );
  if (items.length === 0) {
    throw new InputError(
      `Pipeline '${pipeline.name}' of cluster '${cluster}' has no version that could be run`,
    );
  }
  return items[0].id;
}
