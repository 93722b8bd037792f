import type { Evidence, LogLine, Pod, WorkloadEvent } from '../api';
import type { ConditionReading } from '../kinds/types';
import { cleanText } from '../reading';
import type { DiagnosisLog, EngineNode } from './types';

/** Characters of one piece of evidence. */
const LIMIT = 600;
/** Lines of a log that one piece of evidence holds. */
const MAX_LINES = 6;

type Container = Pod['containers'][number];

/** What a container's status says. */
export function containerEvidence(
  pod: Pod,
  container: Container,
  text: string | undefined = container.message ?? container.reason,
): Evidence {
  return {
    source: 'container',
    where: `container ${container.name} of pod ${pod.name}`,
    text: cleanText(text, LIMIT) ?? container.state,
    at: container.finishedAt ?? container.lastTermination?.finishedAt,
    pod: pod.name,
    container: container.name,
  };
}

/** What a pod's status says. */
export function podEvidence(pod: Pod): Evidence {
  return {
    source: 'condition',
    where: `pod ${pod.name}`,
    text: cleanText(pod.message ?? pod.reason, LIMIT) ?? pod.phase,
    pod: pod.name,
  };
}

export function eventEvidence(event: WorkloadEvent): Evidence {
  const times = event.count > 1 ? ` (${event.count} times)` : '';
  return {
    source: 'event',
    where: `event about ${event.about.kind} ${event.about.name}`,
    text:
      cleanText(
        `${event.reason ? `${event.reason}: ` : ''}${event.message ?? ''}${times}`,
        LIMIT,
      ) ?? 'event',
    at: event.lastSeen,
    ...(event.about.kind === 'Pod' ? { pod: event.about.name } : {}),
  };
}

/** Some lines of a log, which stand next to each other. */
export function logEvidence(
  log: DiagnosisLog,
  lines: readonly LogLine[],
): Evidence {
  const [first] = lines;
  return {
    source: 'log',
    where: `log of container ${log.container} of pod ${log.pod}${log.previous ? ', before its last restart' : ''}`,
    text:
      cleanText(
        lines
          .slice(0, MAX_LINES)
          .map(({ text }) => cleanText(text, 300) ?? '')
          .join('\n'),
        LIMIT * 2,
      ) ?? '',
    at: first?.at,
    pod: log.pod,
    container: log.container,
    line: first?.n,
    ...(log.previous ? { previous: true } : {}),
  };
}

export function conditionEvidence(
  condition: ConditionReading,
  subject: { kind: string; name: string },
): Evidence {
  return {
    source: 'condition',
    where: `condition ${condition.type} of ${subject.kind} ${subject.name}`,
    text:
      cleanText(condition.message ?? condition.reason, LIMIT) ??
      condition.status,
    at: condition.lastTransitionTime,
  };
}

/** What the engine says of one of its nodes. */
export function engineEvidence(node: EngineNode): Evidence {
  return {
    source: 'engine',
    where: `step ${cleanText(node.name, 200) ?? 'without a name'}`,
    text: cleanText(node.message ?? node.phase, LIMIT) ?? 'failed',
    at: node.finishedAt,
    ...(node.pod ? { pod: node.pod } : {}),
  };
}
