import type { LogArchive } from '../../logs';
import type { PipelinesSession } from '../Pipelines';
import type { RunInCluster } from './lookAtRun';

/** Containers of this name do the work, and theirs are the logs that Argo puts away. */
export const ARCHIVED = 'main';

/** Where the log of a pod was put away that a task of the run had, and the cluster has no more. */
export function archiveOf(
  {
    tasks,
    pods,
    record: { run },
    workflow,
    namespace,
    warnings,
  }: Pick<
    RunInCluster,
    'tasks' | 'pods' | 'record' | 'workflow' | 'namespace' | 'warnings'
  >,
  { client, caller }: PipelinesSession,
  pod: string,
): LogArchive | undefined {
  const isOfRun = tasks.some(({ podNames }) => podNames.includes(pod));
  const isThere = pods.some(({ name }) => name === pod);
  // Where pods cannot be read, nobody knows which are gone.
  const isKnown = warnings.every(({ code }) => code !== 'children-unavailable');
  if (!isOfRun || isThere || !isKnown) {
    return undefined;
  }
  return {
    reader: caller.userId,
    read: (maxBytes, signal) =>
      client.readArchivedLog(
        {
          runId: run.id,
          pod,
          namespace,
          createdAt:
            workflow?.createdAt === undefined
              ? run.createdAt
              : new Date(workflow.createdAt * 1000).toISOString(),
          maxBytes,
        },
        // Whoever looked first may leave; the log is read for all.
        { ...caller, signal },
      ),
  };
}
