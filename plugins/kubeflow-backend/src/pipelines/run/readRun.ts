import { toError } from '@backstage/errors';
import type {
  RunDetail,
  RunTask,
  Warning,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  PipelinesError,
  type RunRecord,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { nameRecord } from '../nameRecords';
import type { PipelinesSession } from '../Pipelines';

/** A run, what it was made of, and how its tasks are. */
export interface RunParts {
  record: RunRecord;
  spec: unknown;
  tasks: RunTask[];
  warnings: Warning[];
}

/**
 * Reads a run with its tasks. Only a run that cannot be read at all is an error: a version that was deleted, or tasks
 * that cannot be had, leave a run that is worth looking at.
 *
 * @throws PipelinesError
 */
export async function readRun(
  session: PipelinesSession,
  runId: string,
): Promise<RunParts> {
  const { client, caller, cluster } = session;
  const record = await client.getRun(runId, caller);
  const warnings: Warning[] = [];
  const warn = (message: string) =>
    warnings.push({ cluster, code: 'pipelines-incomplete', message });
  const spec = record.spec ?? (await readSpec(session, record, warn));
  let tasks: RunTask[] = [];
  try {
    tasks = await client.listTasks(record, spec, caller);
  } catch (error) {
    warn(`The tasks of this run cannot be read: ${toError(error).message}`);
  }
  return { record, spec, tasks, warnings };
}

/** A run as its page shows it. */
export async function describeRun(
  session: PipelinesSession,
  runId: string,
): Promise<RunDetail> {
  const { client, caller } = session;
  const [{ record, spec, tasks, warnings }, { taskModel }] = await Promise.all([
    readRun(session, runId),
    client.info(caller),
  ]);
  const { run, parameters, pipelineRoot, stateHistory } = record;
  const named = await nameRecord(session, run, run.namespace);
  return {
    run: named.items[0],
    parameters,
    pipelineRoot,
    stateHistory,
    spec,
    tasks,
    taskModel,
    warnings: [...warnings, ...named.warnings],
  };
}

async function readSpec(
  session: PipelinesSession,
  { run: { pipelineId, versionId } }: RunRecord,
  warn: (message: string) => void,
): Promise<unknown> {
  if (!pipelineId || !versionId) {
    return undefined;
  }
  try {
    const { version, spec } = await session.server.specs.read(
      session,
      pipelineId,
      versionId,
    );
    session.names.learn('versions', [version]);
    return spec;
  } catch (error) {
    warn(
      error instanceof PipelinesError && error.kind === 'not-found'
        ? 'The version that this run was made of was deleted, so its graph cannot be drawn as it was designed; its tasks are shown as they ran.'
        : `The specification of this run cannot be read: ${toError(error).message}`,
    );
    return undefined;
  }
}
