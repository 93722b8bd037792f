import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import {
  downloadLogs,
  serveLogs,
  type ContainerAddress,
  type LogCaller,
} from '../../logs';
import { serve, type Asked } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { runLogOperations } from '../operations/runLogOperations';
import { ARCHIVED, archiveOf } from '../run/archiveOf';
import { lookAtRun } from '../run/lookAtRun';
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
  const pod = pods.find(each => each.name === name);
  const archive =
    container === ARCHIVED ? archiveOf(found, session, name) : undefined;
  if ((!pod && !archive) || !watcher) {
    const gap = warnings.find(({ code }) => code === 'children-unavailable');
    throw new NotFoundError(
      gap
        ? `Whether the pod '${name}' is one of this run is not known. ${gap.message}`
        : `Run '${params.run}' has no pod '${name}', and none of its tasks had it${container === ARCHIVED ? '' : `; of pods that are gone, only the container '${ARCHIVED}' has a log`}`,
    );
  }
  return {
    address: {
      connection: watcher.connection,
      namespace: pod?.namespace ?? found.namespace,
      pod: name,
      container,
      archive,
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
