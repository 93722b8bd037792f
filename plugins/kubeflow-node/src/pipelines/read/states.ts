import {
  asString,
  cleanText,
  type StorageState,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';

/**
 * Of runs, as the API names them (kubeflow/pipelines backend/api/v2beta1/run.proto RuntimeState). It has no word for a run
 * whose workflow is there and has not been looked at by Argo yet.
 */
const runStates: Record<string, { state: WorkloadState; reason?: string }> = {
  PENDING: { state: 'pending' },
  RUNTIME_STATE_UNSPECIFIED: { state: 'pending' },
  RUNNING: { state: 'running' },
  SUCCEEDED: { state: 'succeeded' },
  SKIPPED: { state: 'succeeded', reason: 'SKIPPED' },
  FAILED: { state: 'failed' },
  CANCELING: { state: 'running', reason: 'CANCELING' },
  CANCELED: { state: 'cancelled' },
  PAUSED: { state: 'suspended' },
};

/** The state of a run; a word that is not known is its reason. */
export function readRunState(value: unknown): {
  state: WorkloadState;
  reason?: string;
} {
  const word = asString(value);
  if (word !== undefined && Object.hasOwn(runStates, word)) {
    return { ...runStates[word], state: runStates[word]?.state ?? 'unknown' };
  }
  return { state: 'unknown', reason: cleanText(word, 100) };
}

/**
 * What to ask the API for to get runs of these states; a state that its runs never have has no word. A run that was
 * terminated counts as failed to the API, so that what it answers for `failed` and `cancelled` has to be looked at again
 * unless both are wanted.
 */
export function runStateWords(states: readonly WorkloadState[]): {
  words: string[];
  isExact: boolean;
} {
  const words = Object.keys(runStates).filter(word =>
    states.includes(runStates[word]?.state ?? 'unknown'),
  );
  const failed = states.includes('failed');
  const cancelled = states.includes('cancelled');
  if (cancelled && !failed) {
    words.push('FAILED');
  }
  return { words, isExact: failed === cancelled };
}

/** Nothing said means that it is there. */
export function readStorage(value: unknown): StorageState {
  return value === 'ARCHIVED' || value === 'STORAGESTATE_ARCHIVED'
    ? 'archived'
    : 'available';
}
