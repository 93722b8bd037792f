import { toError } from '@backstage/errors';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesSession } from '../Pipelines';

/** In which namespace a run is. */
export interface RunNamespace {
  /** Absent where the API keeps no namespaces apart, or where it is not known. */
  namespace?: string;
  /** Why it cannot be told. */
  problem?: string;
}

/**
 * Where to look for the pods and logs of a run. A run of the API does not say in which namespace it is
 * (kubeflow/pipelines backend/api/v2beta1/run.proto), and what a request says of it would let its caller look elsewhere:
 * so its experiment is asked. A client that checks what people may do has done so already.
 */
export async function namespaceOf(
  { client, caller, server }: PipelinesSession,
  { namespace, experimentId }: Run,
): Promise<RunNamespace> {
  if (server.config.identity?.type !== 'header') {
    return { namespace };
  }
  if (!experimentId) {
    return { problem: 'its API names no experiment for it' };
  }
  const known = server.namespaces.get(experimentId);
  if (known) {
    return { namespace: known };
  }
  try {
    const experiment = await client.getExperiment(experimentId, caller);
    if (experiment.namespace) {
      server.namespaces.set(experimentId, experiment.namespace);
    }
    return { namespace: experiment.namespace };
  } catch (error) {
    return { problem: toError(error).message };
  }
}
