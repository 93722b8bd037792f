import type {
  CreatedResponse,
  ExperimentsResponse,
  PipelineExperiment,
  RecurringRun,
  RecurringRunsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import { serve } from '../../routes/answer';
import type { RouteContext } from '../../routes/RouteContext';
import { inExperiment } from '../inExperiment';
import { nameRecord, nameRecords } from '../nameRecords';
import { scheduleOperations } from '../operations/scheduleOperations';
import { reading, writing } from './withSession';

/** Experiments. */
export function addExperimentRoutes(
  router: Router,
  context: RouteContext,
): void {
  const operations = scheduleOperations;

  serve(
    router,
    context,
    operations.listExperiments,
    async (asked): Promise<ExperimentsResponse> => {
      const { client, caller, names } = await reading(context, asked);
      const page = await client.listExperiments(asked.query, caller);
      names.learn('experiments', page.items);
      return page;
    },
  );
  serve(
    router,
    context,
    operations.createExperiment,
    async (asked): Promise<PipelineExperiment> =>
      writing(
        context,
        asked,
        'experiment-create',
        { namespace: asked.body.namespace },
        ({ client, caller }) => client.createExperiment(asked.body, caller),
      ),
  );
  serve(
    router,
    context,
    operations.getExperiment,
    async (asked): Promise<PipelineExperiment> => {
      const { client, caller } = await reading(context, asked);
      return client.getExperiment(asked.params.experiment, caller);
    },
  );
  serve(router, context, operations.deleteExperiment, async asked =>
    writing(context, asked, 'experiment-delete', {}, ({ client, caller }) =>
      client.deleteExperiment(asked.params.experiment, caller),
    ),
  );
  serve(router, context, operations.commandExperiment, async asked =>
    writing(context, asked, 'experiment-command', {}, ({ client, caller }) =>
      client.commandExperiment(
        asked.params.experiment,
        asked.params.command,
        caller,
      ),
    ),
  );
}

/** Recurring runs. */
export function addRecurringRunRoutes(
  router: Router,
  context: RouteContext,
): void {
  const operations = scheduleOperations;

  serve(
    router,
    context,
    operations.listRecurringRuns,
    async (asked): Promise<RecurringRunsResponse> => {
      const session = await reading(context, asked);
      const page = await session.client.listRecurringRuns(
        asked.query,
        session.caller,
      );
      return {
        ...page,
        ...(await nameRecords(session, page.items, asked.query.namespace)),
      };
    },
  );
  serve(
    router,
    context,
    operations.createRecurringRun,
    async (asked): Promise<CreatedResponse> => {
      const { namespace, experimentId, pipelineId, versionId } = asked.body;
      return writing(
        context,
        asked,
        'recurring-run-create',
        { namespace, experimentId, pipelineId, versionId },
        async session => {
          const { id } = await session.client.createRecurringRun(
            await inExperiment(session, asked.body),
            session.caller,
          );
          return { id };
        },
      );
    },
  );
  serve(
    router,
    context,
    operations.getRecurringRun,
    async (asked): Promise<RecurringRun> => {
      const session = await reading(context, asked);
      const recurringRun = await session.client.getRecurringRun(
        asked.params.recurringRun,
        session.caller,
      );
      const { items } = await nameRecord(session, recurringRun);
      return items[0];
    },
  );
  serve(router, context, operations.deleteRecurringRun, async asked =>
    writing(context, asked, 'recurring-run-delete', {}, ({ client, caller }) =>
      client.deleteRecurringRun(asked.params.recurringRun, caller),
    ),
  );
  serve(router, context, operations.commandRecurringRun, async asked =>
    writing(context, asked, 'recurring-run-command', {}, ({ client, caller }) =>
      client.commandRecurringRun(
        asked.params.recurringRun,
        asked.params.command,
        caller,
      ),
    ),
  );
}
