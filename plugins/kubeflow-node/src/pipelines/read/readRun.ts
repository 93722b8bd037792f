import {
  asArray,
  asRecord,
  asRecords,
  asString,
  asTime,
  at,
  cleanText,
  isTerminalState,
  type Run,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { RunRecord } from '../PipelinesClient';
import { readRunState, readStorage } from './states';
import { readErrorMessage, readId, readName } from './texts';

const UNSPECIFIED = 'RUNTIME_STATE_UNSPECIFIED';

/** How many states of a run's history are taken, the last ones. */
const MAX_HISTORY = 200;

/**
 * A run as a list or its own address has it. A row that the server could not read itself holds an id and an error, and
 * is a run all the same.
 */
export function readRun(
  row: Record<string, unknown>,
  namespace?: string,
): Run | undefined {
  const id = readId(row.run_id);
  if (id === undefined) {
    return undefined;
  }
  const history = readHistory(row);
  // The first word of the list of states is left out on the wire; but a row that cannot be read has none at all.
  const word = row.state ?? (asRecord(row.error) ? '' : UNSPECIFIED);
  const { state, reason } = wasTerminated(word, history)
    ? { state: 'cancelled' as const }
    : readRunState(word);
  const source = readSource(row);
  const finishedAt = asTime(row.finished_at);
  return {
    id,
    name: readName(row.display_name) ?? id,
    description: cleanText(row.description),
    namespace: readName(row.namespace) ?? namespace,
    state,
    reason,
    message:
      readErrorMessage(row.error) ??
      (state === 'succeeded' ? undefined : history.at(-1)?.message),
    storage: readStorage(row.storage_state),
    createdAt: asTime(row.created_at),
    scheduledAt: asTime(row.scheduled_at),
    startedAt: history.find(entry => entry.state === 'running')?.at,
    // A run that is tried again may still have the end of its last try.
    finishedAt:
      isTerminalState(state) || state === 'unknown' ? finishedAt : undefined,
    experimentId: readId(row.experiment_id),
    ...source,
    recurringRunId: readId(row.recurring_run_id),
    serviceAccount: readName(row.service_account),
  };
}

/** A run with all that its own address tells. */
export function readRunRecord(
  row: Record<string, unknown>,
  namespace?: string,
): RunRecord | undefined {
  const run = readRun(row, namespace);
  if (!run) {
    return undefined;
  }
  const details = at(row, 'run_details', 'task_details');
  return {
    run,
    parameters: asRecord(at(row, 'runtime_config', 'parameters')) ?? {},
    pipelineRoot: cleanText(at(row, 'runtime_config', 'pipeline_root')),
    stateHistory: readHistory(row),
    spec: asRecord(row.pipeline_spec),
    taskDetails: Array.isArray(details) ? [...asArray(details)] : undefined,
  };
}

/** Which version it was made of. Servers name it in one of several places, by their age. */
function readSource(row: Record<string, unknown>): {
  pipelineId?: string;
  versionId?: string;
} {
  const reference =
    asRecord(row.pipeline_version_reference) ??
    asRecord(row.pipeline_reference);
  return {
    pipelineId: readId(reference?.pipeline_id),
    versionId:
      readId(reference?.pipeline_version_id) ?? readId(row.pipeline_version_id),
  };
}

/** A run that was terminated ends as a failed one; that it was being cancelled before is all that tells. */
function wasTerminated(
  state: unknown,
  history: RunRecord['stateHistory'],
): boolean {
  const end = history.findLastIndex(entry => entry.state === 'failed');
  return state === 'FAILED' && history[end - 1]?.reason === 'CANCELING';
}

/** Without the states that the server has no word for: it writes them down while it looks for the run's workflow. */
function readHistory(row: Record<string, unknown>): RunRecord['stateHistory'] {
  return asRecords(row.state_history)
    .filter(({ state, error }) => asString(state) ?? asRecord(error))
    .slice(-MAX_HISTORY)
    .map(entry => ({
      ...readRunState(asString(entry.state)),
      message: readErrorMessage(entry.error),
      at: asTime(entry.update_time),
    }));
}
