import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import {
  downloadLogs,
  serveLogs,
  type ContainerAddress,
  type LogCaller,
  type ReadArchive,
} from '../../logs';
import { serve, type Asked } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { runLogOperations } from '../operations/runLogOperations';
import type { PipelinesSession } from '../Pipelines';
import { lookAtRun, type RunInCluster } from '../run/lookAtRun';
import { reading } from './withSession';

/** The logs of the pods of a run. Which pods are a run's is for the cluster to say, never for who asks. */
export function addRunLogRoutes(router: Router, context: RouteContext): void {
  const { openRunLogs, downloadRunLogs } = runLogOperations;
  serve(router, context, openRunLogs, async asked => {
    const { namespace: _, ...query } = asked.query;
    const { address, caller } = await findContainer(context, asked);
    await serveLogs(context, address, query, caller);
  });
  serve(router, context, downloadRunLogs, async asked => {
    const { namespace: _, ...query } = asked.query;
    const { address, caller } = await findContainer(context, asked);
    await downloadLogs(context, address, query, caller);
  });
}

/** @throws NotFoundError when the pod is not one of the run's */
async function findContainer(
  context: RouteContext,
  asked: Pick<
    Asked<typeof runLogOperations.openRunLogs>,
    'params' | 'access' | 'request' | 'response' | 'credentials' | 'signal'
  > & { query: { namespace?: string } },
): Promise<{ address: ContainerAddress; caller: LogCaller }> {
  const { params, access, request, response, credentials } = asked;
  const { pod: name, container, ...run } = params;
  const session = await reading(context, asked);
  const found = await lookAtRun(context, session, access, params.run);
  const { pods, watcher, warnings } = found;
  const pod =
    pods.find(each => each.name === name) ??
    podThatIsGone(found, session, name, container);
  if (!pod || !watcher) {
    const gap = warnings.find(({ code }) => code === 'children-unavailable');
    throw new NotFoundError(
      gap
        ? `Whether the pod '${name}' is one of this run is not known. ${gap.message}`
        : `Run '${params.run}' has no pod '${name}', and none of its tasks had it${container === 'main' ? '' : `; of pods that are gone, only the container 'main' has a log`}`,
    );
  }
  return {
    address: {
      connection: watcher.connection,
      namespace: pod.namespace,
      pod: name,
      container,
      archive: 'archive' in pod ? pod.archive : undefined,
    },
    caller: {
      request,
      response,
      credentials,
      permissions: runLogOperations.openRunLogs.permissions,
      meta: run,
    },
  };
}

/** Containers of this name do the work, and theirs are the logs that Argo puts away. */
const ARCHIVED = 'main';

/** A pod that a task of the run had, and the cluster has no more. */
function podThatIsGone(
  { tasks, record: { run }, workflow, namespace, warnings }: RunInCluster,
  { client, caller }: PipelinesSession,
  pod: string,
  container: string,
): { namespace: string; archive: ReadArchive } | undefined {
  const isOfRun = tasks.some(({ podNames }) => podNames.includes(pod));
  // Where pods cannot be read, nobody knows which are gone.
  const isKnown = warnings.every(({ code }) => code !== 'children-unavailable');
  if (!isOfRun || !isKnown || container !== ARCHIVED) {
    return undefined;
  }
  return {
    namespace,
    archive: (maxBytes, signal) =>
      client.readArchivedLog(
        {
          runId: run.id,
          pod,
          namespace,
          createdAt:
            workflow?.createdAt === undefined
              ? run.createdAt
              : new Date(workflow.createdAt * 1000).toISOString(),
          maxBytes,
        },
        // Whoever looked first may leave; the log is read for all.
        { ...caller, signal },
      ),
  };
}
