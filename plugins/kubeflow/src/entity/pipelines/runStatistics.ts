import {
  isTerminalState,
  type Run,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** Finished runs that are looked at. */
export const FINISHED = 30;

/** How the newest runs went. */
export interface RunStatistics {
  /** The newest run, whatever its state. */
  last: Run | undefined;
  /** The newest runs that succeeded or failed, oldest first; {@link FINISHED} at most. */
  finished: Run[];
  succeeded: number;
  /** Runs among them that somebody ended: they say nothing about success. */
  cancelled: number;
  /** Of those that succeeded, oldest first. Those that failed end early. */
  durations: RunTime[];
  /** Milliseconds; absent: none succeeded. */
  median: number | undefined;
}

/** How long a run took. */
export interface RunTime {
  run: Run;
  milliseconds: number;
}

/** @param runs - Newest first */
export function runStatistics(runs: readonly Run[]): RunStatistics {
  const ended = runs.filter(({ state }) => isTerminalState(state));
  const finished = ended
    .filter(({ state }) => state !== 'cancelled')
    .slice(0, FINISHED);
  const oldest = finished[finished.length - 1];
  const window =
    finished.length < FINISHED ? ended : ended.slice(0, ended.indexOf(oldest));
  const durations = finished
    .flatMap(run => {
      const milliseconds = durationOf(run);
      return run.state === 'succeeded' && milliseconds !== undefined
        ? [{ run, milliseconds }]
        : [];
    })
    .reverse();
  return {
    last: runs[0],
    finished: [...finished].reverse(),
    succeeded: finished.filter(({ state }) => state === 'succeeded').length,
    cancelled: window.filter(({ state }) => state === 'cancelled').length,
    durations,
    median: medianOf(durations.map(({ milliseconds }) => milliseconds)),
  };
}

function durationOf({ startedAt, createdAt, finishedAt }: Run) {
  const milliseconds =
    Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? createdAt ?? '');
  return milliseconds >= 0 ? milliseconds : undefined;
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 || sorted.length === 0
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
