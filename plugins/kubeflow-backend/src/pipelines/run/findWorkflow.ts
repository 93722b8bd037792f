import type { ResourceStore } from '../../store/ResourceStore';
import type { StoredObject } from '../../store/StoredObject';

/** What the Pipelines API writes onto all that it makes for a run (backend/src/common/util/consts.go). */
export const RUN_LABEL = 'pipeline/runid';

/** The workflow that runs a run, while the cluster has it: it is deleted some days after its end. */
export function findWorkflow(
  store: ResourceStore,
  cluster: string,
  runId: string,
  namespace: string | undefined,
): StoredObject | undefined {
  for (const object of store.candidates(({ id }) => id === 'workflow', {
    key: RUN_LABEL,
    value: runId,
  })) {
    if (
      object.cluster === cluster &&
      (namespace === undefined || object.namespace === namespace)
    ) {
      return object;
    }
  }
  return undefined;
}
