import {
  diagnose,
  type Diagnosis,
  type RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readLogTail } from '../../logs';
import type { RouteContext } from '../../routes/RouteContext';
import type { PipelinesSession } from '../Pipelines';
import { ARCHIVED, archiveOf } from './archiveOf';
import type { RunInCluster } from './lookAtRun';
import type { TaskInput } from './taskInputs';

/** Lines of a log, from its end. */
const MAX_LINES = 2000;
/** Milliseconds that an archive may take. */
const PATIENCE = 8000;

/** What these rules say is known without a log, and better. */
const general: ReadonlySet<string> = new Set(['exit-code', 'engine-message']);

/**
 * Why a task failed whose pod is gone, by the log that was put away; nothing when there is none, or when it does not say
 * why.
 */
export async function diagnoseArchived(
  context: RouteContext,
  session: PipelinesSession,
  run: RunInCluster,
  { task, input }: TaskInput,
): Promise<Diagnosis[] | undefined> {
  // What the cluster still has says more.
  const pod = input.pods?.length ? undefined : lastPodOf(task);
  const archive = pod && archiveOf(run, session, pod);
  if (task.state !== 'failed' || !run.watcher || !pod || !archive) {
    return undefined;
  }
  const lines = await readLogTail(
    context,
    {
      connection: run.watcher.connection,
      namespace: run.namespace,
      pod,
      container: ARCHIVED,
      previous: false,
      archive,
    },
    { lines: MAX_LINES, patience: PATIENCE },
  );
  const found = diagnose({
    ...input,
    engine: [
      ...(input.engine ?? []),
      {
        name: task.name,
        phase: 'Failed',
        // As Argo would have put it: the launcher ends with 1 whatever its program ended with.
        message: `${ARCHIVED}: Error (exit code 1)`,
        pod,
        finishedAt: task.finishedAt,
      },
    ],
    logs: [{ pod, container: ARCHIVED, previous: false, lines }],
  });
  return lines.length === 0 || found.length === 0 || general.has(found[0].rule)
    ? undefined
    : found;
}

/** Of the attempt that decided, the one that ran the program. */
function lastPodOf({ podNames }: RunTask): string | undefined {
  return (
    podNames.findLast(name => /-system-container-impl-/.test(name)) ??
    podNames.at(-1)
  );
}
