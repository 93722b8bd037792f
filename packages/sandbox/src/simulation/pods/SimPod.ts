import type { Condition } from '../conditions';
import { setCondition } from '../conditions';
import type { EventContent } from '../EventRecorder';
import type { Json } from '../kernel';
import type { OwnerReference, PodTemplate } from '../objects';
import { gpusOf, namedImages } from '../objects';
import { resources } from '../resources';
import {
  containerId,
  podStatus,
  type Companions,
  type ContainerState,
  type PodPhase,
} from './podStatus';
import type { World } from '../World';

export interface PodIdentity {
  namespace: string;
  name: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  owner: OwnerReference;
  /**
   * The container that counts, where it is not the first. The others, and those that run before, are shown in the
   * status too: they start and end with it, and never fail.
   */
  main?: string;
  /** Keeps what it logs for {@link SimPod.written}. */
  keepsLog?: boolean;
}

/** How a container ended. */
export interface Exit {
  exitCode: number;
  /** As the kubelet says it: `Error`, `Completed`, `OOMKilled`, `StartError`. */
  reason: string;
  message?: string;
}

/**
 * One pod with one container that counts, and what scheduler and kubelet write about it. The methods are the steps
 * of its life; each writes the status and the events that the real ones would leave.
 */
export class SimPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly template: PodTemplate;
  readonly container: string;
  readonly image: string;
  readonly gpus: number;
  readonly #world: World;
  #phase: PodPhase = 'Pending';
  #state: ContainerState | undefined;
  #lastState: ContainerState | undefined;
  #restarts = 0;
  #node: string | undefined;
  #holds = false;
  #startTime: string | undefined;
  #startedAt: string | undefined;
  #conditions: Condition[] = [];
  #ip: string | undefined;
  #gone = false;
  readonly #companions: Companions | undefined;
  readonly #written: string[] | undefined;

  constructor(
    world: World,
    identity: PodIdentity,
    template: PodTemplate,
    restartPolicy: string,
  ) {
    this.#world = world;
    this.namespace = identity.namespace;
    this.name = identity.name;
    this.template = template;
    const { containers } = template.spec;
    const main =
      containers.find(({ name }) => name === identity.main) ?? containers[0];
    this.#companions =
      identity.main === undefined
        ? undefined
        : {
            before: namedImages(template.spec.initContainers),
            beside: namedImages(containers).filter(
              ({ name }) => name !== main.name,
            ),
          };
    this.#written = identity.keepsLog ? [] : undefined;
    this.container = main.name;
    this.image = main.image;
    this.gpus = gpusOf(template);
    const created = world.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace: identity.namespace,
        name: identity.name,
        labels: { ...template.metadata.labels, ...identity.labels },
        annotations: {
          ...template.metadata.annotations,
          ...identity.annotations,
        },
        ownerReferences: [identity.owner],
      },
      spec: {
        ...template.spec,
        containers: template.spec.containers.map(container => ({
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          imagePullPolicy: 'IfNotPresent',
          ...container,
        })),
        restartPolicy,
        schedulerName: 'default-scheduler',
        serviceAccountName: template.spec.serviceAccountName ?? 'default',
        terminationGracePeriodSeconds: 30,
      },
      status: { phase: 'Pending', qosClass: 'Burstable' },
    });
    this.uid = created.metadata.uid ?? '';
  }

  get phase(): PodPhase {
    return this.#phase;
  }

  get isReady(): boolean {
    return (
      this.#phase === 'Running' &&
      this.#state !== undefined &&
      'running' in this.#state
    );
  }

  get isOver(): boolean {
    return (
      this.#gone || this.#phase === 'Succeeded' || this.#phase === 'Failed'
    );
  }

  /** Deleted, by us or by somebody else. */
  get isGone(): boolean {
    return this.#gone;
  }

  get node(): string | undefined {
    return this.#node;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Finds it a node. False, and `FailedScheduling`, when there is no room. */
  schedule(): boolean {
    if (this.isOver) {
      return true;
    }
    const world = this.#world;
    const request = {
      gpus: this.gpus,
      nodeSelector: (this.template.spec.nodeSelector ?? {}) as Record<
        string,
        string
      >,
    };
    const node = world.nodes.place(request);
    if (!node) {
      const message = world.nodes.whyNot(request);
      this.#condition('PodScheduled', 'False', 'Unschedulable', message);
      this.#event({
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
        component: 'default-scheduler',
        action: 'Scheduling',
      });
      this.#write();
      return false;
    }
    this.#node = node;
    this.#holds = true;
    world.patch(this.#id, { spec: { nodeName: node } });
    this.#condition('PodScheduled', 'True');
    this.#event({
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${this.namespace}/${this.name} to ${node}`,
      component: 'default-scheduler',
      action: 'Binding',
    });
    this.#startTime = world.time;
    this.#state = { waiting: { reason: 'ContainerCreating' } };
    this.#condition('Initialized', 'True');
    this.#condition('PodReadyToStartContainers', 'False');
    this.#unready();
    this.#write();
    return true;
  }

  pull(): void {
    if (this.isOver) {
      return;
    }
    this.#condition('PodReadyToStartContainers', 'True');
    this.#kubelet('Normal', 'Pulling', `Pulling image "${this.image}"`);
    this.#write();
  }

  /** The registry said no; `why` is what containerd reports. */
  pullFailed(why: string): void {
    if (this.isOver) {
      return;
    }
    const error = `failed to pull and unpack image "${this.image}": ${why}`;
    this.#kubelet(
      'Warning',
      'Failed',
      `Failed to pull image "${this.image}": ${error}`,
    );
    this.#kubelet('Warning', 'Failed', 'Error: ErrImagePull');
    this.#state = { waiting: { reason: 'ErrImagePull', message: error } };
    this.#write();
  }

  pullBackOff(why: string): void {
    if (this.isOver) {
      return;
    }
    this.#kubelet(
      'Normal',
      'BackOff',
      `Back-off pulling image "${this.image}"`,
    );
    this.#kubelet('Warning', 'Failed', 'Error: ImagePullBackOff');
    this.#state = {
      waiting: {
        reason: 'ImagePullBackOff',
        message: `Back-off pulling image "${this.image}": ErrImagePull: failed to pull and unpack image "${this.image}": ${why}`,
      },
    };
    this.#write();
  }

  /** The container starts; `pullSeconds` is absent when the image was on the node. */
  start(pullSeconds?: number): void {
    if (this.isOver) {
      return;
    }
    const world = this.#world;
    if (pullSeconds === undefined) {
      this.#kubelet(
        'Normal',
        'Pulled',
        `Container image "${this.image}" already present on machine and can be accessed by the pod`,
      );
    } else {
      const took = pullSeconds.toFixed(3).replace(/0+$/, '').replace(/\.$/, '');
      const bytes = Math.round(2_400_000_000 + pullSeconds * 61_234_567);
      this.#kubelet(
        'Normal',
        'Pulled',
        `Successfully pulled image "${this.image}" in ${took}s (${took}s including waiting). Image size: ${bytes} bytes.`,
      );
    }
    this.#kubelet('Normal', 'Created', 'Container created');
    this.#kubelet('Normal', 'Started', 'Container started');
    this.#phase = 'Running';
    this.#startedAt = world.time;
    this.#state = { running: { startedAt: world.time } };
    this.#ip ??= `10.${world.random.integer(32, 63)}.${world.random.integer(0, 255)}.${world.random.integer(2, 254)}`;
    this.#condition('PodReadyToStartContainers', 'True');
    this.#condition('Ready', 'True');
    this.#condition('ContainersReady', 'True');
    this.#write();
  }

  /** All that its container has logged, where that is kept. */
  get written(): readonly string[] {
    return this.#written ?? [];
  }

  log(lines: string[], container = this.container): void {
    if (!this.#gone && lines.length > 0) {
      if (container === this.container) {
        this.#written?.push(...lines);
      }
      this.#world.cluster.appendLog(this, container, lines, this.#world.date);
    }
  }

  /** The runtime could not start the process. What follows is {@link exit} or {@link crash} with what this gives. */
  startError(message: string): Exit {
    if (!this.isOver) {
      this.#kubelet('Normal', 'Created', 'Container created');
      this.#kubelet('Warning', 'Failed', `Error: ${message}`);
      this.#startedAt = undefined;
    }
    return { exitCode: 128, reason: 'StartError', message };
  }

  /** The container ends, and with it the pod. */
  exit(exit: Exit): void {
    if (this.isOver) {
      return;
    }
    this.#end(exit);
  }

  /** The container ends and the kubelet waits before it starts it again. */
  crash(exit: Exit, backOffSeconds: number): void {
    if (this.isOver) {
      return;
    }
    this.#lastState = { terminated: this.#terminated(exit) };
    // Whether it ever ran or not: a pod whose containers are being restarted is Running.
    this.#phase = 'Running';
    const pod = `${this.name}_${this.namespace}(${this.uid})`;
    const label =
      backOffSeconds >= 60
        ? `${Math.floor(backOffSeconds / 60)}m${backOffSeconds % 60}s`
        : `${backOffSeconds}s`;
    this.#state = {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off ${label} restarting failed container=${this.container} pod=${pod}`,
      },
    };
    this.#unready();
    this.#kubelet(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${this.container} in pod ${pod}`,
    );
    this.#write();
  }

  /** Starts the container again, with a new log. */
  restart(): void {
    if (this.isOver) {
      return;
    }
    this.#countRestart();
    this.start();
  }

  /** The next try to start a container that cannot start. */
  retry(): void {
    if (!this.isOver) {
      this.#countRestart();
    }
  }

  /** Somebody else deleted it. */
  lost(): void {
    this.#release();
    this.#gone = true;
  }

  /** Its controller deletes it. */
  remove(): void {
    if (this.#gone) {
      return;
    }
    if (this.isReady) {
      this.#kubelet(
        'Normal',
        'Killing',
        `Stopping container ${this.container}`,
      );
    }
    this.lost();
    this.#world.cluster.delete(this.#id);
  }

  #countRestart(): void {
    this.#restarts += 1;
    this.#world.cluster.restartContainer(this, this.container);
  }

  get #id() {
    return { ...resources.pods, namespace: this.namespace, name: this.name };
  }

  #end(exit: Exit): void {
    this.#state = { terminated: this.#terminated(exit) };
    this.#phase = exit.exitCode === 0 ? 'Succeeded' : 'Failed';
    const reason = exit.exitCode === 0 ? 'PodCompleted' : 'PodFailed';
    this.#condition('PodReadyToStartContainers', 'False');
    if (exit.exitCode === 0) {
      this.#condition('Initialized', 'True', reason);
    }
    this.#condition('Ready', 'False', reason);
    this.#condition('ContainersReady', 'False', reason);
    this.#release();
    this.#write();
  }

  #terminated({ exitCode, reason, message }: Exit): Json {
    const world = this.#world;
    return {
      exitCode,
      reason,
      ...(message ? { message } : {}),
      // The kubelet writes the epoch for a process that never started.
      startedAt: this.#startedAt ?? '1970-01-01T00:00:00Z',
      finishedAt: world.time,
      containerID: containerId(this.uid, this.#restarts),
    };
  }

  #release(): void {
    if (this.#holds && this.#node) {
      this.#holds = false;
      this.#world.nodes.release(this.#node, this.gpus);
    }
  }

  #unready(): void {
    const message = `containers with unready status: [${this.container}]`;
    this.#condition('Ready', 'False', 'ContainersNotReady', message);
    this.#condition('ContainersReady', 'False', 'ContainersNotReady', message);
  }

  #condition(
    type: string,
    status: Condition['status'],
    reason?: string,
    message?: string,
  ): void {
    this.#conditions = setCondition(this.#conditions, {
      type,
      status,
      lastProbeTime: null,
      lastTransitionTime: this.#world.time,
      ...(reason ? { reason } : {}),
      ...(message ? { message } : {}),
    });
  }

  #kubelet(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#event({
      type,
      reason,
      message,
      component: 'kubelet',
      host: this.#node,
      fieldPath: `spec.containers{${this.container}}`,
    });
  }

  #event(content: EventContent): void {
    if (!this.#gone) {
      this.#world.events.record(
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: this.name,
            namespace: this.namespace,
            uid: this.uid,
          },
        },
        content,
      );
    }
  }

  #write(): void {
    if (this.#gone) {
      return;
    }
    const written = this.#world.patchStatus(
      this.#id,
      podStatus({
        uid: this.uid,
        phase: this.#phase,
        container: this.container,
        image: this.image,
        isReady: this.isReady,
        conditions: this.#conditions,
        state: this.#state,
        lastState: this.#lastState,
        restarts: this.#restarts,
        node: this.#node ? this.#world.nodes.get(this.#node) : undefined,
        ip: this.#ip,
        startTime: this.#startTime,
        startedAt: this.#startedAt,
        companions: this.#companions,
      }),
    );
    if (!written) {
      this.lost();
    }
  }
}
