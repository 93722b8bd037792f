import type { Diagnosis, LogLine, Pod, WorkloadEvent } from '../api';
import type { ConditionReading } from '../kinds/types';
import type { WorkloadState } from '../state';
import type { Clues } from './clues';

/** The end of what a container wrote. @public */
export interface DiagnosisLog {
  pod: string;
  container: string;
  /** Of the run of the container before its last restart. */
  previous?: boolean;
  /** Oldest first, numbered as the log view numbers them. */
  lines: readonly LogLine[];
}

/**
 * A node of the engine's graph: of Argo's `status.nodes`, or a task of the Pipelines API. Its message often says what no
 * pod can say any more.
 *
 * @public
 */
export interface EngineNode {
  /** As a person knows it: the name of the task. */
  name: string;
  /** `Failed`, `Error`, `Omitted`, as the engine has it. */
  phase?: string;
  message?: string;
  /** Name of its pod. */
  pod?: string;
  /** ISO 8601, UTC. */
  finishedAt?: string;
}

/**
 * All that is known about something that failed or does not go on: a job, a task of a run, a whole run. Whatever cannot
 * be had is left out; every rule does with what is there.
 *
 * @public
 */
export interface DiagnosisInput {
  /** What is asked about, as people call it: `TrainJob` `bert`, `task` `train`. */
  subject: { kind: string; name: string };
  /** What the object itself says; a `Reading` or a `Workload` with its conditions fits. */
  reading?: {
    state: WorkloadState;
    reason?: string;
    message?: string;
    /** ISO 8601, UTC. */
    since?: string;
    conditions?: readonly ConditionReading[];
  };
  pods?: readonly Pod[];
  /** About the object, its pods and its other parts. */
  events?: readonly WorkloadEvent[];
  logs?: readonly DiagnosisLog[];
  engine?: readonly EngineNode[];
  /** Seconds that it may take. */
  deadlineSeconds?: number;
  /** Set when somebody ended it on purpose; `by` where it is known who. */
  cancelled?: { by?: string; at?: string };
  /** What it waits for, or would have needed, and that failed. */
  upstream?: readonly { name: string; message?: string }[];
  /** Inputs without a value, and the task that should have made them. */
  missingInputs?: readonly { name: string; producer?: string }[];
}

/**
 * One thing that can go wrong, and how it is recognised. Pure and total: never throws, whatever the input holds, and
 * takes time in proportion to it.
 *
 * @public
 */
export interface DiagnosisRule {
  /** Stable: `out-of-memory`. It is `Diagnosis.rule` of what it finds. */
  id: string;
  /** @param clues - what was found in the input once, for all rules */
  diagnose(input: DiagnosisInput, clues: Clues): Diagnosis[];
}
