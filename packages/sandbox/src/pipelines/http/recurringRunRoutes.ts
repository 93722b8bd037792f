import { proto } from '../rpc';
import { configOf, recurringRunMessage, sourceOf, triggerOf } from './messages';
import type { Routes } from './Routes';
import { showRecurringRun } from './show';

const all = '/apis/v2beta1/recurringruns';
const one = `${all}/{recurring_run_id}`;

export function recurringRunRoutes(routes: Routes): void {
  routes
    .on(`POST ${all}`, async call => {
      const sent = recurringRunMessage.read(await call.body(), '');
      return showRecurringRun(
        call.backend.recurringRuns.create(call.caller, {
          displayName: sent.display_name ?? '',
          description: sent.description ?? '',
          experimentId: sent.experiment_id ?? '',
          namespace: sent.namespace ?? '',
          source: sourceOf(sent),
          config: configOf(sent.runtime_config),
          serviceAccount: sent.service_account ?? '',
          trigger: triggerOf(sent),
          maxConcurrency: sent.max_concurrency ?? 0,
          noCatchup: sent.no_catchup ?? false,
          enabled: sent.mode === 'ENABLE',
          ...(sent.plugins_input ? { pluginsInput: sent.plugins_input } : {}),
        }),
      );
    })
    .on(`GET ${all}`, call => {
      const page = call.backend.recurringRuns.list(
        call.caller,
        {
          namespace: call.text('namespace'),
          experimentId: call.text('experiment_id'),
        },
        call.listQuery(),
      );
      return proto({
        // The one name that its author wrote in camel case.
        recurringRuns: page.rows.map(showRecurringRun),
        total_size: page.totalSize,
        next_page_token: page.nextPageToken,
      });
    })
    .on(`GET ${one}`, ({ backend, caller, params }) =>
      showRecurringRun(
        backend.recurringRuns.get(caller, params.recurring_run_id),
      ),
    )
    .on(`DELETE ${one}`, ({ backend, caller, params }) =>
      backend.recurringRuns.remove(caller, params.recurring_run_id),
    )
    .on(`POST ${one}:enable`, ({ backend, caller, params }) =>
      backend.recurringRuns.setEnabled(caller, params.recurring_run_id, true),
    )
    .on(`POST ${one}:disable`, ({ backend, caller, params }) =>
      backend.recurringRuns.setEnabled(caller, params.recurring_run_id, false),
    );
}
