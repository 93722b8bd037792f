import type { Evidence, Pod } from '../api';
import { counted, sentence } from '../kinds/shared/words';
import { cleanText } from '../reading';
import { containerEvidence, engineEvidence } from './evidence';
import type { DiagnosisInput, EngineNode } from './types';

/** Pods that are looked at; the largest jobs have a few thousand. */
const MAX_PODS = 5000;
/** A workflow that is not offloaded holds no more. */
const MAX_NODES = 20_000;

type Container = Pod['containers'][number];

/** A container that ended with an error, now or before its last restart. @public */
export interface ContainerFailure {
  /** Name of the pod; absent when only the engine remembers it. */
  pod?: string;
  container?: string;
  /** `OOMKilled`, `Error`, `StartError`, as the kubelet has it. */
  reason?: string;
  exitCode?: number;
  /** A sentence. */
  message?: string;
  restartCount: number;
  /** It was started again since, or will be. */
  isPast: boolean;
  finishedAt?: string;
  evidence: Evidence;
}

/** The pods of an input, as far as they are looked at. */
export function podsOf(input: DiagnosisInput): readonly Pod[] {
  return (input.pods ?? []).slice(0, MAX_PODS);
}

/** The nodes of the engine that did not end well. */
export function failedNodes(input: DiagnosisInput): readonly EngineNode[] {
  return (input.engine ?? [])
    .slice(0, MAX_NODES)
    .filter(
      ({ phase, message }) =>
        phase === 'Failed' ||
        phase === 'Error' ||
        phase === 'FAILED' ||
        (phase !== 'Succeeded' && phase !== 'SUCCEEDED' && Boolean(message)),
    );
}

/** Containers that failed, the first one first: of the pods that are there, and of those that only the engine remembers. */
export function containerFailures(input: DiagnosisInput): ContainerFailure[] {
  const pods = podsOf(input);
  const known = new Set(pods.map(({ name }) => name));
  const failures = [
    ...pods.flatMap(pod =>
      pod.containers
        .filter(({ type }) => type !== 'ephemeral')
        .map(container => failureOf(pod, container)),
    ),
    ...failedNodes(input)
      .filter(({ pod }) => pod === undefined || !known.has(pod))
      .map(failureOfNode),
  ].filter(failure => failure !== undefined);
  return failures.sort((left, right) =>
    (left.finishedAt ?? '~') < (right.finishedAt ?? '~') ? -1 : 1,
  );
}

function failureOf(
  pod: Pod,
  container: Container,
): ContainerFailure | undefined {
  const { state, lastTermination, restartCount } = container;
  const shared = { pod: pod.name, container: container.name, restartCount };
  if (state === 'terminated') {
    return isFailure(container)
      ? {
          ...shared,
          reason: container.reason,
          exitCode: container.exitCode,
          message: container.message,
          isPast: false,
          finishedAt: container.finishedAt,
          evidence: containerEvidence(pod, container),
        }
      : undefined;
  }
  return lastTermination && isFailure(lastTermination)
    ? {
        ...shared,
        reason: lastTermination.reason,
        exitCode: lastTermination.exitCode,
        message: lastTermination.message,
        isPast: true,
        finishedAt: lastTermination.finishedAt,
        evidence: containerEvidence(
          pod,
          container,
          [lastTermination.message, restartsInWords(restartCount)]
            .filter(Boolean)
            .join(' '),
        ),
      }
    : undefined;
}

function isFailure(ended: { reason?: string; exitCode?: number }): boolean {
  return !(
    ended.exitCode === 0 &&
    (ended.reason === undefined || ended.reason === 'Completed')
  );
}

/**
 * What Argo writes of a pod that failed: `OOMKilled (exit code 137)`, `main: Error (exit code 1): details`
 * (argoproj/argo-workflows workflow/controller/operator.go, inferFailedReason).
 */
const endOfContainer =
  /^(?:([\w.-]{1,63}): )?(\w{1,60}) \(exit code (\d{1,5})\)(?:: ([^]*))?$/;

function failureOfNode(node: EngineNode): ContainerFailure | undefined {
  const match = endOfContainer.exec(cleanText(node.message, 4000) ?? '');
  if (!match) {
    return undefined;
  }
  const [, container, reason, code, detail] = match;
  return {
    pod: node.pod,
    container,
    reason,
    exitCode: Number(code),
    message: detail && sentence(cleanText(detail, 400) ?? ''),
    restartCount: 0,
    isPast: false,
    finishedAt: node.finishedAt,
    evidence: engineEvidence(node),
  };
}

/** `It was restarted 3 times.`; nothing for one that never was. */
export function restartsInWords(count: number): string | undefined {
  return count > 0 ? `It was restarted ${counted(count, 'time')}.` : undefined;
}
