import type { PipelinesClient } from '@kubeflow-portal/plugin-kubeflow-node';
import type { Guard } from './Guard';
import { guardedExperiments } from './guardedExperiments';
import { guardedPipelines } from './guardedPipelines';
import { guardedRecurringRuns } from './guardedRecurringRuns';
import { guardedRuns } from './guardedRuns';

/**
 * A client that asks as a service account, for one person: each request is checked against what the cluster allows to
 * that person, before the account's token is used where the namespace is known, and in any case before anything is
 * handed out or changed.
 */
export function guardedClient(
  client: PipelinesClient,
  guard: Guard,
): PipelinesClient {
  return {
    cluster: client.cluster,
    info: caller => client.info(caller),
    ...guardedPipelines(client, guard),
    ...guardedRuns(client, guard),
    ...guardedExperiments(client, guard),
    ...guardedRecurringRuns(client, guard),
  };
}
