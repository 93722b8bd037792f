import type { Diagnosis, Pod, WorkloadEvent } from '../api';
import { cleanText } from '../reading';
import type { ContainerFailure } from './failures';
import { podsOf } from './failures';
import type { DiagnosisInput } from './types';

/** Events that are looked at. */
const MAX_EVENTS = 1000;

/** What pods do while something keeps them from running. */
export function isWaiting(pod: Pod): boolean {
  return pod.phase === 'Pending' || pod.phase === 'Unknown';
}

/** Warnings with one of some reasons about what does not run: what happened to a pod that runs since then is over. */
export function standingWarnings(
  input: DiagnosisInput,
  reasons: RegExp,
): WorkloadEvent[] {
  const pods = new Map(podsOf(input).map(pod => [pod.name, pod]));
  const isAnyRunning = [...pods.values()].some(
    ({ phase }) => phase === 'Running' || phase === 'Succeeded',
  );
  return (input.events ?? [])
    .slice(0, MAX_EVENTS)
    .filter(({ type, reason, about }) => {
      if (type !== 'Warning' || !reason || !reasons.test(reason)) {
        return false;
      }
      const pod = about.kind === 'Pod' ? pods.get(about.name) : undefined;
      return pod ? isWaiting(pod) : !isAnyRunning;
    });
}

/** Whether it is over, and failed. */
export function hasFailed(input: DiagnosisInput): boolean {
  return input.reading?.state === 'failed';
}

/** `failure` of what is over, `blocked` of what may still go on. */
export function severityOf(input: DiagnosisInput): Diagnosis['severity'] {
  return hasFailed(input) ? 'failure' : 'blocked';
}

/** `Its container main`; for what the engine remembers without a name, `Its container`. */
export function containerInWords(failure: {
  container?: string;
  pod?: string;
}): string {
  return failure.container
    ? `Its container ${failure.container}`
    : 'Its container';
}

/** A failure's severity: a container that was started again may still succeed. */
export function severityOfFailure(
  failure: ContainerFailure,
  input: DiagnosisInput,
): Diagnosis['severity'] {
  return failure.isPast && !hasFailed(input) ? 'warning' : 'failure';
}

/** The beginning of a text lower-cased, to stand inside a sentence. */
export function asPredicate(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** All texts in which somebody says why something happened: conditions, the object's own words. */
export function statements(input: DiagnosisInput): string[] {
  const { reading } = input;
  return [
    reading?.message,
    ...(reading?.conditions ?? []).map(({ message }) => message),
  ]
    .map(text => cleanText(text, 4000))
    .filter(text => text !== undefined);
}

/** Drops what is not there, so that `evidence` holds evidence only. */
export function present<T>(...items: (T | undefined)[]): T[] {
  return items.filter(item => item !== undefined);
}
