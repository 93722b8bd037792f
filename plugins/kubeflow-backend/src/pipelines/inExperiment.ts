import type { PipelinesSession } from './Pipelines';

/** What the kfp SDK calls it, and the server of one team. */
const DEFAULT = 'Default';

/**
 * Puts a run that names no experiment into the one called `Default` of its namespace, and makes that one when it is
 * not there. A server for one team does so by itself; one for several refuses such a run
 * (`Experiment id can not be empty in multi-user mode`).
 *
 * @throws PipelinesError
 */
export async function inExperiment<
  T extends {
    namespace?: string;
    experimentId?: string;
    pipelineId?: string;
    versionId?: string;
  },
>({ client, caller }: PipelinesSession, request: T): Promise<T> {
  const { namespace, experimentId, pipelineId, versionId } = request;
  if (experimentId || !namespace || !(await client.info(caller)).multiUser) {
    return request;
  }
  const { items } = await client.listExperiments(
    {
      namespace,
      text: DEFAULT,
      // It comes before all that only begin like it.
      sort: 'name',
      order: 'asc',
      storage: 'available',
    },
    caller,
  );
  const found = items.find(({ name }) => name === DEFAULT);
  if (found) {
    return { ...request, experimentId: found.id };
  }
  if (pipelineId && versionId) {
    // Who may not run it leaves nothing behind.
    await client.getVersion(pipelineId, versionId, caller);
  }
  const made = await client.createExperiment(
    { name: DEFAULT, namespace },
    caller,
  );
  return { ...request, experimentId: made.id };
}
