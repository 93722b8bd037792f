import {
  asCount,
  asNumber,
  asRecord,
  asRecords,
  asString,
  asTime,
  at,
  cleanText,
} from '../reading';
import { counted, sentence } from '../kinds/shared/words';
import type { Pod } from '../api';
import { exitCodeInWords } from './exitCode';
import { imagePullInWords, imageReasons } from './imagePull';

type Container = Pod['containers'][number];

/** More containers than a pod sensibly has. */
const MAX_CONTAINERS = 64;

/** A container with what it does or did in words, as a predicate: `used more memory than its limit of 16Gi`. */
export interface ContainerReading {
  container: Container;
  /** Absent when there is nothing to say: it runs, or has finished. */
  predicate?: string;
  /** Needs somebody: it failed, or cannot start. */
  isTrouble: boolean;
  /** An init container that runs beside the main ones (KEP-753). */
  isSidecar: boolean;
}

const lists = [
  ['init', 'initContainers', 'initContainerStatuses'],
  ['main', 'containers', 'containerStatuses'],
  ['ephemeral', 'ephemeralContainers', 'ephemeralContainerStatuses'],
] as const;

/** All containers of a pod, in the order of their start. */
export function readContainers(pod: unknown): ContainerReading[] {
  const readings: ContainerReading[] = [];
  for (const [type, specField, statusField] of lists) {
    const statuses = new Map(
      asRecords(at(pod, 'status', statusField))
        .slice(0, MAX_CONTAINERS)
        .map(status => [status.name, status]),
    );
    const specs = asRecords(at(pod, 'spec', specField)).slice(
      0,
      MAX_CONTAINERS,
    );
    for (const spec of specs) {
      const name = cleanText(spec.name, 253);
      if (name && readings.length < MAX_CONTAINERS) {
        readings.push(readContainer(name, type, spec, statuses.get(spec.name)));
      }
    }
  }
  return readings;
}

function readContainer(
  name: string,
  type: Container['type'],
  spec: Record<string, unknown>,
  status: Record<string, unknown> | undefined,
): ContainerReading {
  const image = cleanText(spec.image, 500) ?? cleanText(status?.image, 500);
  const waiting = asRecord(at(status, 'state', 'waiting'));
  const running = asRecord(at(status, 'state', 'running'));
  const terminated = asRecord(at(status, 'state', 'terminated'));
  const last = asRecord(at(status, 'lastState', 'terminated'));
  const restartCount = asCount(status?.restartCount) ?? 0;
  const memoryLimit = asString(at(spec, 'resources', 'limits', 'memory'));

  let state: Container['state'] = 'unknown';
  let predicate: string | undefined;
  let isTrouble = false;
  if (terminated) {
    state = 'terminated';
    predicate = terminationInWords(terminated, memoryLimit);
    isTrouble = predicate !== undefined;
  } else if (running) {
    state = 'running';
    predicate =
      last && restartCount > 0
        ? restartInWords(restartCount, terminationInWords(last, memoryLimit))
        : undefined;
  } else if (waiting) {
    state = 'waiting';
    const reason = asString(waiting.reason) ?? '';
    predicate = waitingInWords(reason, cleanText(waiting.message, 500), {
      image,
      restartCount,
      before: last && terminationInWords(last, memoryLimit),
    });
    isTrouble = !ordinaryWaits.has(reason);
  }
  const current = terminated ?? waiting;
  return {
    predicate,
    isTrouble,
    isSidecar: type === 'init' && spec.restartPolicy === 'Always',
    container: {
      name,
      type,
      image,
      state,
      reason: cleanText(current?.reason, 200),
      message: predicate ? sentence(predicate) : undefined,
      exitCode: terminated && exitCodeOf(terminated),
      ready: status?.ready === true,
      restartCount,
      startedAt: asTime(running?.startedAt) ?? asTime(terminated?.startedAt),
      finishedAt: asTime(terminated?.finishedAt),
      lastTermination: last && {
        reason: cleanText(last.reason, 200),
        message: capital(terminationInWords(last, memoryLimit)),
        exitCode: exitCodeOf(last),
        finishedAt: asTime(last.finishedAt),
      },
    },
  };
}

/** Waits that belong to every start. */
const ordinaryWaits: ReadonlySet<string> = new Set([
  '',
  'ContainerCreating',
  'PodInitializing',
]);

function waitingInWords(
  reason: string,
  message: string | undefined,
  context: { image?: string; restartCount: number; before?: string },
): string | undefined {
  if (imageReasons.has(reason)) {
    return imagePullInWords(reason, context.image, message);
  }
  switch (reason) {
    case '':
      return undefined;
    case 'ContainerCreating':
      return 'is being prepared: its image, volumes and network';
    case 'PodInitializing':
      return 'waits for the init containers';
    case 'CrashLoopBackOff':
      return `keeps failing${context.before ? `: it ${context.before}` : ''}; ${restarted(context.restartCount)}`;
    case 'CreateContainerConfigError':
      return `cannot be set up${message ? `: ${message}` : ''}`;
    default:
      return `cannot start${message ? `: ${message}` : ` (${cleanText(reason, 100)})`}`;
  }
}

/** How a container ended, or `undefined` when it simply finished. */
function terminationInWords(
  terminated: Record<string, unknown>,
  memoryLimit: string | undefined,
): string | undefined {
  const reason = asString(terminated.reason);
  const code = exitCodeOf(terminated);
  const message = cleanText(terminated.message, 300);
  switch (reason) {
    case 'OOMKilled':
      return `used more memory than ${memoryLimit ? `its limit of ${cleanText(memoryLimit, 40)}` : 'there is for it'} and was killed`;
    case 'StartError':
    case 'ContainerCannotRun':
      return startErrorInWords(message);
    case 'ContainerStatusUnknown':
      return 'was lost together with its node';
    case 'DeadlineExceeded':
      return 'took longer than its deadline and was stopped';
    default:
  }
  if (code === 0 && (reason === undefined || reason === 'Completed')) {
    return undefined;
  }
  if (code === undefined) {
    return message ? `ended: ${message}` : 'ended, and nobody knows how';
  }
  // The message is what the program wrote to its termination log, or the end of its output.
  return `${exitCodeInWords(code)}${message ? `: ${message}` : ''}`;
}

function startErrorInWords(message: string | undefined): string {
  const command =
    message && /exec: \\?"([^"\\]{1,200})\\?": (.{1,100})/.exec(message);
  if (command && /not found|no such file/.test(command[2] ?? '')) {
    return `cannot start: its command ${command[1]} is not in the image`;
  }
  if (command && /permission denied/.test(command[2] ?? '')) {
    return `cannot start: its command ${command[1]} may not be executed`;
  }
  return `cannot start${message ? `: ${message}` : ''}`;
}

function restartInWords(count: number, why: string | undefined): string {
  return `runs, and ${restarted(count)}${why ? `; before that it ${why}` : ''}`;
}

function restarted(count: number): string {
  return count === 0
    ? 'it is being restarted'
    : `it was restarted ${counted(count, 'time')}`;
}

function exitCodeOf(terminated: Record<string, unknown>): number | undefined {
  const code = asNumber(terminated.exitCode);
  return code !== undefined && Number.isSafeInteger(code) ? code : undefined;
}

function capital(predicate: string | undefined): string | undefined {
  return predicate && sentence(predicate);
}
