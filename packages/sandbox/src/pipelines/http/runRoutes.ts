import { badRequest, proto } from '../rpc';
import type { RunRow } from '../store';
import type { ApiCall } from './ApiCall';
import { configOf, runMessage, sourceOf } from './messages';
import type { Routes } from './Routes';
import { showRun } from './show';
import { showPipelineTask } from './showTasks';
import { tasksOf } from './taskTree';

const all = '/apis/v2beta1/runs';
const one = `${all}/{run_id}`;

/** A run in the words of the server's model. */
function shown(call: ApiCall, row: RunRow) {
  const { store, taskModel } = call.backend;
  if (taskModel === 'details') return showRun(row);
  const tasks = tasksOf(store, row.id);
  return showRun(row, {
    count: tasks.length,
    ...(call.text('view') === 'FULL'
      ? { shown: tasks.map(task => showPipelineTask(store, task)) }
      : {}),
  });
}

export function runRoutes(routes: Routes): void {
  routes
    .on(`POST ${all}`, async call => {
      const sent = runMessage.read(await call.body(), '');
      if (sent.plugins_output) {
        throw badRequest(
          new Error('plugins_output must not be set by the client'),
          'plugins_output is server-owned and populated exclusively via plugin lifecycle hooks',
        );
      }
      return shown(
        call,
        call.backend.runs.create(call.caller, {
          displayName: sent.display_name ?? '',
          description: sent.description ?? '',
          experimentId: sent.experiment_id ?? '',
          source: sourceOf(sent),
          config: configOf(sent.runtime_config),
          serviceAccount: sent.service_account ?? '',
          recurringRunId: sent.recurring_run_id ?? '',
          ...(sent.plugins_input ? { pluginsInput: sent.plugins_input } : {}),
        }),
      );
    })
    .on(`GET ${all}`, call => {
      const page = call.backend.runs.list(
        call.caller,
        {
          namespace: call.text('namespace'),
          experimentId: call.text('experiment_id'),
        },
        call.listQuery(),
      );
      return proto({
        runs: page.rows.map(row => shown(call, row)),
        total_size: page.totalSize,
        next_page_token: page.nextPageToken,
      });
    })
    .on(`GET ${one}`, call =>
      shown(call, call.backend.runs.get(call.caller, call.params.run_id)),
    )
    .on(`DELETE ${one}`, ({ backend, caller, params }) =>
      backend.runs.remove(caller, params.run_id),
    )
    .on(`POST ${one}:archive`, ({ backend, caller, params }) =>
      backend.runs.archive(caller, params.run_id),
    )
    .on(`POST ${one}:unarchive`, ({ backend, caller, params }) =>
      backend.runs.unarchive(caller, params.run_id),
    )
    .on(`POST ${one}:terminate`, ({ backend, caller, params }) =>
      backend.runs.terminate(caller, params.run_id),
    )
    .on(`POST ${one}:retry`, ({ backend, caller, params }) =>
      backend.runs.retry(caller, params.run_id),
    );
}
