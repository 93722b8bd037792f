import type {
  CreatedResponse,
  RunDetail,
  RunsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { serve } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { inExperiment } from '../inExperiment';
import { nameRecords } from '../nameRecords';
import { runOperations } from '../operations/runOperations';
import { commandRun } from '../run/commandRun';
import { describeRun } from '../run/readRun';
import { reading, writing } from './withSession';

/** Runs: lists, one with all that is known of it, and what can be done with it. */
export function addRunRoutes(router: Router, context: RouteContext): void {
  const operations = runOperations;

  serve(
    router,
    context,
    operations.listRuns,
    async (asked): Promise<RunsResponse> => {
      const session = await reading(context, asked);
      const page = await session.client.listRuns(asked.query, session.caller);
      return {
        ...page,
        ...(await nameRecords(session, page.items, asked.query.namespace)),
      };
    },
  );
  serve(
    router,
    context,
    operations.createRun,
    async (asked): Promise<CreatedResponse> => {
      const { namespace, experimentId, pipelineId, versionId } = asked.body;
      return writing(
        context,
        asked,
        'run-create',
        { namespace, experimentId, pipelineId, versionId },
        async session => {
          const { id } = await session.client.createRun(
            await inExperiment(session, asked.body),
            session.caller,
          );
          return { id };
        },
      );
    },
  );
  serve(router, context, operations.getRun, async (asked): Promise<RunDetail> =>
    describeRun(await reading(context, asked), asked.params.run),
  );
  serve(router, context, operations.deleteRun, async asked =>
    writing(context, asked, 'run-delete', {}, ({ client, caller }) =>
      client.deleteRun(asked.params.run, caller),
    ),
  );
  serve(router, context, operations.commandRun, async asked =>
    writing(context, asked, 'run-command', {}, session =>
      commandRun(session, asked.params.run, asked.params.command),
    ),
  );
}
