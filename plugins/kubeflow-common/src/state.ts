/**
 * One vocabulary of states for every kind, in the order of a life.
 *
 * - `pending`: accepted, nothing has happened yet
 * - `queued`: waits for quota or a place in a queue (Kueue)
 * - `starting`: pods are being created, scheduled or pulled
 * - `running`: does its work (for a server: is ready)
 * - `suspended`: held on purpose, can be resumed
 * - `restarting`: failed or was preempted and is being tried again
 * - `succeeded`, `failed`, `cancelled`: over
 * - `unknown`: the object does not say, or says something that we cannot read
 *
 * @public
 */
export const workloadStates = [
  'pending',
  'queued',
  'starting',
  'running',
  'suspended',
  'restarting',
  'succeeded',
  'failed',
  'cancelled',
  'unknown',
] as const;

/** @public */
export type WorkloadState = (typeof workloadStates)[number];

const terminal: ReadonlySet<WorkloadState> = new Set([
  'succeeded',
  'failed',
  'cancelled',
]);

const waiting: ReadonlySet<WorkloadState> = new Set([
  'pending',
  'queued',
  'starting',
]);

/** Over: it will not change by itself any more. @public */
export function isTerminalState(state: WorkloadState): boolean {
  return terminal.has(state);
}

/** Waits for something: quota, a node, an image. @public */
export function isWaitingState(state: WorkloadState): boolean {
  return waiting.has(state);
}

/** What a person should look at first comes first. @public */
const attention: Record<WorkloadState, number> = {
  failed: 0,
  restarting: 1,
  unknown: 2,
  queued: 3,
  pending: 4,
  starting: 5,
  running: 6,
  suspended: 7,
  cancelled: 8,
  succeeded: 9,
};

/** Sort key: the smaller, the sooner a person should see it. @public */
export function stateAttention(state: WorkloadState): number {
  return attention[state];
}

/** @public */
export function isWorkloadState(value: unknown): value is WorkloadState {
  return (workloadStates as readonly unknown[]).includes(value);
}

/**
 * Which state wins when an object says several things at once, the strongest first. What is over stays over, and a
 * failure outweighs a success that was noted before it; what a person or a queue holds does not run, whatever the
 * counts still say; a restart outweighs the pods that still run.
 */
const precedence: readonly WorkloadState[] = [
  'failed',
  'cancelled',
  'succeeded',
  'suspended',
  'queued',
  'restarting',
  'running',
  'starting',
  'pending',
  'unknown',
];

/** A state with its reason: one of the things that an object says about itself. @public */
export interface StateVerdict {
  state: WorkloadState;
  /** Machine word, as in {@link Reading}. */
  reason?: string;
  /** A sentence for a person who does not know Kubernetes. */
  message?: string;
  /** ISO 8601, UTC. */
  since?: string;
}

/**
 * Settles what an object's state is when it says several things at once: the strongest state wins, and among equals
 * the first one. Nothing said at all is `unknown`.
 *
 * @public
 */
export function strongestVerdict(
  verdicts: Iterable<StateVerdict | undefined>,
): StateVerdict {
  let strongest: StateVerdict | undefined;
  for (const verdict of verdicts) {
    if (
      verdict &&
      (!strongest ||
        precedence.indexOf(verdict.state) < precedence.indexOf(strongest.state))
    ) {
      strongest = verdict;
    }
  }
  return strongest ?? { state: 'unknown' };
}
