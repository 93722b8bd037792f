import type { Condition } from '../conditions';
import type { Json } from '../kernel';
import type { NodeCapacity } from '../Nodes';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

export type ContainerState =
  | { waiting: { reason: string; message?: string } }
  | { running: { startedAt: string } }
  | { terminated: Json };

/** Containers that come along with the one that counts. */
export interface Companions {
  before: readonly { name: string; image: string }[];
  beside: readonly { name: string; image: string }[];
}

/** What is known of a pod and its container. */
export interface PodView {
  uid: string;
  phase: PodPhase;
  container: string;
  image: string;
  isReady: boolean;
  conditions: readonly Condition[];
  state: ContainerState | undefined;
  lastState: ContainerState | undefined;
  restarts: number;
  node: NodeCapacity | undefined;
  ip: string | undefined;
  startTime: string | undefined;
  /** When the container last started; absent when it never did. */
  startedAt: string | undefined;
  companions?: Companions;
}

/** `status` of a pod as the kubelet writes it. */
export function podStatus(view: PodView): Json {
  const { node, ip, startTime } = view;
  return {
    phase: view.phase,
    qosClass: 'Burstable',
    conditions: view.conditions,
    ...(node ? { hostIP: node.ip, hostIPs: [{ ip: node.ip }] } : {}),
    ...(ip ? { podIP: ip, podIPs: [{ ip }] } : {}),
    ...(startTime ? { startTime } : {}),
    ...(view.state ? statuses(view, view.state) : {}),
  };
}

/** Those before have ended once the image of the one that counts is asked for, or it has started. */
function statuses(view: PodView, state: ContainerState): Json {
  const { companions } = view;
  if (!companions) {
    return { containerStatuses: [containerStatus(view, state)] };
  }
  const isPreparing =
    'waiting' in state && state.waiting.reason === 'ContainerCreating';
  const preparing = { waiting: { reason: 'PodInitializing' } };
  const since = view.startedAt ?? view.startTime ?? '';
  const ended = (finishedAt: unknown) => ({
    terminated: {
      exitCode: 0,
      reason: 'Completed',
      startedAt: view.startTime,
      finishedAt,
      containerID: containerId(view.uid, 1),
    },
  });
  const beside: ContainerState = isPreparing
    ? preparing
    : 'terminated' in state
      ? ended(state.terminated.finishedAt)
      : { running: { startedAt: since } };
  return {
    containerStatuses: [
      ...companions.beside.map(one =>
        companionStatus(view, one, beside, 'running' in beside),
      ),
      containerStatus(view, isPreparing ? preparing : state),
    ],
    initContainerStatuses: companions.before.map(one =>
      companionStatus(
        view,
        one,
        isPreparing ? preparing : ended(since),
        !isPreparing,
      ),
    ),
  };
}

function companionStatus(
  view: PodView,
  { name, image }: { name: string; image: string },
  state: ContainerState,
  ready: boolean,
): Json {
  return {
    name,
    image,
    imageID:
      'waiting' in state
        ? ''
        : `${image}@sha256:${view.uid.replaceAll('-', '').repeat(2)}`,
    ready,
    started: 'running' in state,
    restartCount: 0,
    state,
    lastState: {},
  };
}

function containerStatus(view: PodView, state: ContainerState): Json {
  const digest = view.uid.replaceAll('-', '').repeat(2);
  const neverStarted = 'waiting' in state && !view.startedAt;
  return {
    name: view.container,
    image: view.image,
    imageID: view.startedAt
      ? `${view.image.split('@')[0]}@sha256:${digest}`
      : '',
    ...(neverStarted
      ? {}
      : { containerID: containerId(view.uid, view.restarts) }),
    ready: view.isReady,
    started: view.isReady,
    restartCount: view.restarts,
    state,
    lastState: view.lastState ?? {},
  };
}

/** 64 hexadecimal digits, other ones after each restart. */
export function containerId(uid: string, restarts: number): string {
  const digits = uid.replaceAll('-', '').repeat(2).slice(0, 62);
  return `containerd://${digits}${(restarts % 256).toString(16).padStart(2, '0')}`;
}
