import type { Diagnosis } from '../api';
import type { WorkloadState } from '../state';
import { readClues } from './clues';
import { merge } from './merge';
import * as rules from './rules';
import type { DiagnosisInput, DiagnosisRule } from './types';

/** Diagnoses that one answer holds: who reads more than these? */
const MAX_DIAGNOSES = 20;

/**
 * All rules. Of one container the first explanation counts, so what was done to it comes before what it did, and what
 * says exactly what went wrong before what only says that something did.
 *
 * @public
 */
export const diagnosisRules: readonly DiagnosisRule[] = [
  rules.cancelled,
  rules.preempted,
  rules.evicted,
  rules.nodeLost,
  rules.outOfMemory,
  rules.cudaOutOfMemory,
  rules.diskFull,
  rules.inputMissing,
  rules.permission,
  rules.driverError,
  rules.launcherError,
  rules.imagePull,
  rules.configError,
  rules.volume,
  rules.quota,
  rules.rejected,
  rules.unschedulable,
  rules.badEntryPoint,
  rules.ncclTimeout,
  rules.network,
  rules.pythonException,
  rules.probeFailed,
  rules.deadlineExceeded,
  rules.crashLoop,
  rules.exitCode,
  rules.upstreamFailed,
  rules.engineMessage,
];

/** States in which a failure of a part is over: the whole goes on, or has come to a good end. */
const fine: ReadonlySet<WorkloadState> = new Set([
  'starting',
  'running',
  'succeeded',
]);

/** Rules that only repeat that it ended, once another one says why. */
const general: ReadonlySet<string> = new Set([
  rules.exitCode.id,
  rules.crashLoop.id,
  rules.engineMessage.id,
]);

/** Rules after which everything else that ended is no news. */
const deliberate: ReadonlySet<string> = new Set([
  rules.cancelled.id,
  rules.deadlineExceeded.id,
]);

/** What keeps pods from running: when there is a deadline, it passes. */
const obstacles: ReadonlySet<string> = new Set([
  rules.imagePull.id,
  rules.configError.id,
  rules.volume.id,
  rules.quota.id,
  rules.rejected.id,
  rules.unschedulable.id,
]);

/**
 * Why something failed or does not go on: causes before their consequences, what is exact before what is general, one
 * diagnosis per pod and container, equal ones of several pods as one. Pure and total; the texts are clean.
 *
 * @public
 */
export function diagnose(input: DiagnosisInput): Diagnosis[] {
  const clues = readClues(input);
  const found = firstOfEach(
    diagnosisRules.flatMap(rule => rule.diagnose(input, clues)),
  );
  const isDeliberate = found.some(({ rule }) => deliberate.has(rule));
  const isExplained = found.some(({ rule }) => rule !== rules.engineMessage.id);
  const kept = found
    .filter(
      ({ rule }) =>
        !(isDeliberate && general.has(rule)) &&
        !(isExplained && rule === rules.engineMessage.id),
    )
    .map(diagnosis => withConsequence(diagnosis, found))
    .map(diagnosis =>
      diagnosis.severity === 'failure' &&
      input.reading &&
      fine.has(input.reading.state)
        ? { ...diagnosis, severity: 'warning' as const }
        : diagnosis,
    );
  return merge(kept).sort(byWeight).slice(0, MAX_DIAGNOSES);
}

/** Of each container, of each pod as a whole, and of each step that only the engine remembers, what came first. */
function firstOfEach(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  const pods = new Set<string>();
  const containers = new Set<string>();
  const steps = new Set<string>();
  return diagnoses.filter(({ pod, container, evidence }) => {
    if (pod === undefined) {
      const [first] = evidence;
      const step = JSON.stringify([first?.where, first?.text]);
      const isKnown = first?.source === 'engine' && steps.has(step);
      steps.add(step);
      return !isKnown;
    }
    const key = JSON.stringify([pod, container]);
    const isTold =
      pods.has(pod) ||
      containers.has(key) ||
      // Something about the pod as a whole says nothing new once a container of it was explained.
      (container === undefined && containers.has(JSON.stringify([pod])));
    if (container === undefined) {
      pods.add(pod);
    } else {
      containers.add(key);
      containers.add(JSON.stringify([pod]));
    }
    return !isTold;
  });
}

/** Ranks that lose each other, and workers that are told to stop, usually do so because another one failed. */
function withConsequence(
  diagnosis: Diagnosis,
  all: readonly Diagnosis[],
): Diagnosis {
  const { rule, pod, title } = diagnosis;
  const isEcho =
    rule === rules.ncclTimeout.id ||
    (rule === rules.exitCode.id && /SIGTERM|SIGKILL|SIGABRT/.test(title));
  // An end that nobody has looked into, while another of the same kind is explained.
  const isUnread =
    rule === rules.exitCode.id &&
    diagnosis.evidence.every(({ source }) => source !== 'log') &&
    all.some(
      other =>
        other.pod !== pod &&
        other.container === diagnosis.container &&
        !general.has(other.rule),
    );
  const isConsequence =
    isUnread ||
    (isEcho &&
      all.some(
        other =>
          other.pod !== pod &&
          other.rule !== rules.ncclTimeout.id &&
          other.severity === 'failure' &&
          !general.has(other.rule) &&
          !other.consequence,
      )) ||
    (rule === rules.deadlineExceeded.id &&
      all.some(other => obstacles.has(other.rule)));
  return isConsequence ? { ...diagnosis, consequence: true } : diagnosis;
}

const weights = { failure: 0, blocked: 1, warning: 2 };

function byWeight(left: Diagnosis, right: Diagnosis): number {
  return (
    Number(left.consequence ?? false) - Number(right.consequence ?? false) ||
    weights[left.severity] - weights[right.severity]
  );
}
