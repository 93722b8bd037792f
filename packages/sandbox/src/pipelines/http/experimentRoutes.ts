import { proto } from '../rpc';
import { experimentMessage } from './messages';
import type { Routes } from './Routes';
import { showExperiment } from './show';

const all = '/apis/v2beta1/experiments';
const one = `${all}/{experiment_id}`;

export function experimentRoutes(routes: Routes): void {
  routes
    .on(`POST ${all}`, async call => {
      const sent = experimentMessage.read(await call.body(), '');
      return showExperiment(
        call.backend.experiments.create(call.caller, {
          name: sent.display_name ?? '',
          description: sent.description ?? '',
          namespace: sent.namespace ?? '',
        }),
      );
    })
    .on(`GET ${all}`, call => {
      const page = call.backend.experiments.list(
        call.caller,
        call.text('namespace'),
        call.listQuery(),
      );
      return proto({
        experiments: page.rows.map(showExperiment),
        total_size: page.totalSize,
        next_page_token: page.nextPageToken,
      });
    })
    .on(`GET ${one}`, ({ backend, caller, params }) =>
      showExperiment(backend.experiments.get(caller, params.experiment_id)),
    )
    .on(`DELETE ${one}`, ({ backend, caller, params }) =>
      backend.experiments.remove(caller, params.experiment_id),
    )
    .on(`POST ${one}:archive`, ({ backend, caller, params }) =>
      backend.experiments.archive(caller, params.experiment_id),
    )
    .on(`POST ${one}:unarchive`, ({ backend, caller, params }) =>
      backend.experiments.unarchive(caller, params.experiment_id),
    );
}
