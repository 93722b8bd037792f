import type { LogLine, Pod, WorkloadEvent } from '../../api';
import { readPod } from '../../pods';
import type { DiagnosisInput, DiagnosisLog } from '../types';

/** Fields of a status of a container, as the kubelet writes it. */
interface ContainerStatus {
  state?: object;
  lastState?: object;
  restartCount?: number;
  ready?: boolean;
}

/** A pod as a cluster has it, read as the portal reads it. */
export function pod(
  options: {
    name?: string;
    phase?: Pod['phase'];
    container?: string;
    status?: ContainerStatus;
    gpus?: number;
    memory?: string;
    image?: string;
    podStatus?: object;
    rank?: number;
  } = {},
): Pod {
  const { name = 'bert-node-0-0', container = 'node' } = options;
  return readPod({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'team-a',
      uid: name,
      labels: {
        'batch.kubernetes.io/job-completion-index': String(options.rank ?? 0),
      },
    },
    spec: {
      containers: [
        {
          name: container,
          image: options.image ?? 'ghcr.io/team-a/train:1.2',
          resources: {
            limits: {
              ...(options.memory ? { memory: options.memory } : {}),
              ...(options.gpus ? { 'nvidia.com/gpu': options.gpus } : {}),
            },
          },
        },
      ],
    },
    status: {
      phase: options.phase ?? 'Failed',
      containerStatuses: options.status
        ? [{ name: container, restartCount: 0, ...options.status }]
        : [],
      ...options.podStatus,
    },
  });
}

/** The state of a container that ended. */
export function ended(
  exitCode: number,
  reason = 'Error',
  message?: string,
  finishedAt = '2026-09-01T10:00:00Z',
): ContainerStatus {
  return { state: { terminated: { exitCode, reason, message, finishedAt } } };
}

/** The state of a container that does not start. */
export function waiting(reason: string, message?: string): ContainerStatus {
  return { state: { waiting: { reason, message } } };
}

export function log(
  text: string,
  options: Partial<DiagnosisLog> = {},
): DiagnosisLog {
  return {
    pod: 'bert-node-0-0',
    container: 'node',
    lines: text
      .replace(/^\n/, '')
      .split('\n')
      .map((line, n): LogLine => ({
        n,
        at: '2026-09-01T09:59:59.000000000Z',
        text: line,
      })),
    ...options,
  };
}

export function warning(
  reason: string,
  message: string,
  about: WorkloadEvent['about'] = { kind: 'Pod', name: 'bert-node-0-0' },
): WorkloadEvent {
  return {
    uid: `${reason}-${about.name}`,
    type: 'Warning',
    reason,
    message,
    count: 4,
    lastSeen: '2026-09-01T10:00:00.000Z',
    about,
  };
}

/** Something failed, with what is known of it. */
export function failed(parts: Partial<DiagnosisInput> = {}): DiagnosisInput {
  return {
    subject: { kind: 'TrainJob', name: 'bert' },
    reading: { state: 'failed', reason: 'Failed' },
    ...parts,
  };
}

/** Something does not go on. */
export function stuck(parts: Partial<DiagnosisInput> = {}): DiagnosisInput {
  return {
    subject: { kind: 'TrainJob', name: 'bert' },
    reading: { state: 'starting' },
    ...parts,
  };
}

/** The usual: one pod whose container ended with 1, and its log. */
export function programFailed(text: string): DiagnosisInput {
  return failed({ pods: [pod({ status: ended(1) })], logs: [log(text)] });
}
