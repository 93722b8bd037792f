import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import { serve, type Asked } from '../routes/answer';
import { lookAt } from '../routes/detailRoutes';
import type { RouteContext } from '../routes/RouteContext';
import { downloadLogs } from './downloadLogs';
import { logOperations } from './logOperations';
import { serveLogs, type ContainerAddress, type LogCaller } from './serveLogs';

/** The logs of the pods of an object. Which pods are an object's is for its watch to say, never for who asks. */
export function addLogRoutes(router: Router, context: RouteContext): void {
  const { openLogs, downloadLogs: download } = logOperations;
  serve(router, context, openLogs, async asked => {
    const { address, caller } = await findContainer(context, asked);
    await serveLogs(context, address, asked.query, caller);
  });
  serve(router, context, download, async asked => {
    const { address, caller } = await findContainer(context, asked);
    await downloadLogs(context, address, asked.query, caller);
  });
}

/** @throws NotFoundError when the pod is not one of the object's */
async function findContainer(
  context: RouteContext,
  asked: Pick<
    Asked<typeof logOperations.openLogs>,
    'params' | 'access' | 'request' | 'response' | 'credentials'
  >,
): Promise<{ address: ContainerAddress; caller: LogCaller }> {
  const { params, request, response, credentials } = asked;
  const { pod: name, container, ...object } = params;
  const address = await lookAt(
    context,
    object,
    asked.access,
    'children',
    async (watch, { watcher, address: { kind } }) => {
      const pod = watch.pods().find(each => each.name === name);
      if (!pod) {
        const [warning] = watch.podWarnings();
        throw new NotFoundError(
          warning
            ? `Whether the pod '${name}' is one of this ${kind.title.one} is not known. ${warning.message}`
            : `${kind.title.one} '${object.name}' has no pod '${name}', or has it no more. Logs go with their pod; if the cluster archives them, they are there`,
        );
      }
      return {
        connection: watcher.connection,
        namespace: pod.namespace,
        pod: pod.name,
        container,
      };
    },
  );
  return {
    address,
    caller: {
      request,
      response,
      credentials,
      permissions: logOperations.openLogs.permissions,
      meta: object,
    },
  };
}
