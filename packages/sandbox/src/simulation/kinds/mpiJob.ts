import type { ApiObject } from '../../cluster/types';
import type { Condition } from '../conditions';
import type { Json } from '../kernel';
import { at, count, record, records, text } from '../kernel';
import { ownedBy, podTemplate } from '../objects';
import type { PodIdentity } from '../pods/SimPod';
import { resources } from '../resources';
import type { World } from '../World';
import { BatchJob } from './BatchJob';
import { setJobCondition } from './jobConditions';
import type {
  FailureCause,
  PodSet,
  Replica,
  TrainingController,
  TrainingKind,
} from './TrainingKind';
import { PlanError } from './TrainingKind';

/** MPIJob v2beta1 as mpi-operator v0.8 keeps it: workers as pods, the launcher as a batch Job. */
export const mpiJob: TrainingKind = {
  kind: 'MPIJob',
  resource: resources.mpiJobs,
  isSuspended: object => at(object.spec, 'runPolicy', 'suspend') === true,
  suspendPatch: suspend => ({ spec: { runPolicy: { suspend } } }),
  isOver: object =>
    records(at(object.status, 'conditions')).some(
      ({ type, status }) =>
        (type === 'Succeeded' || type === 'Failed') && status === 'True',
    ),
  control: (world, object) => new MpiJobController(world, object),
};

const COMPONENT = 'mpi-job-controller';

class MpiJobController implements TrainingController {
  readonly #world: World;
  readonly #object: ApiObject;
  #sets: PodSet[] = [];
  #launcher: BatchJob | undefined;
  #conditions: Condition[] = [];
  #startTime: string | undefined;
  #completionTime: string | undefined;

  constructor(world: World, object: ApiObject) {
    this.#world = world;
    this.#object = object;
  }

  plan(object: ApiObject): PodSet[] {
    const specs = record(at(object.spec, 'mpiReplicaSpecs'));
    const backoffLimit =
      count(at(object.spec, 'runPolicy', 'backoffLimit')) ?? 6;
    // Workers first: the launcher's process needs them.
    this.#sets = ['Worker', 'Launcher'].flatMap(name => {
      const template = podTemplate(at(specs, name, 'template'));
      return template
        ? [
            {
              name,
              count: count(at(specs, name, 'replicas')) ?? 1,
              template,
              restartPolicy: text(at(specs, name, 'restartPolicy')) ?? 'Never',
              backoffLimit,
              role:
                name === 'Launcher' ? ('train' as const) : ('serve' as const),
            },
          ]
        : [];
    });
    if (!this.#sets.some(({ role }) => role === 'train')) {
      throw new PlanError(
        'Found validation errors: spec.mpiReplicaSpecs[Launcher]: Required value',
      );
    }
    return this.#sets;
  }

  planFailed(error: PlanError): void {
    this.#event('Warning', 'ValidationError', error.message);
  }

  created(): void {
    const { namespace, name } = this.#object.metadata;
    const message = `MPIJob ${namespace}/${name} is created.`;
    this.#condition('Created', 'True', 'MPIJobCreated', message);
    this.#event('Normal', 'MPIJobCreated', message);
    this.#write({});
  }

  createParts(suspended: boolean): void {
    const { namespace = '', name } = this.#object.metadata;
    const set = this.#sets.find(({ role }) => role === 'train');
    if (set) {
      this.#launcher = new BatchJob(this.#world, {
        namespace,
        name: `${name}-launcher`,
        labels: this.#labels('launcher'),
        owner: this.#object,
        pods: 1,
        backoffLimit: set.backoffLimit,
        restartPolicy: set.restartPolicy,
        template: set.template,
        suspended,
        indexed: false,
      });
    }
  }

  suspended(): void {
    const { namespace, name } = this.#object.metadata;
    this.#condition('Suspended', 'True', 'MPIJobSuspended', 'MPIJob suspended');
    this.#condition(
      'Running',
      'False',
      'MPIJobSuspended',
      `MPIJob ${namespace}/${name} is suspended.`,
    );
    this.#event('Normal', 'MPIJobSuspended', 'MPIJob suspended');
    this.#launcher?.suspend();
    this.#write({ replicaStatuses: this.#replicaStatuses([]) });
  }

  resumed(): void {
    this.#condition('Suspended', 'False', 'MPIJobResumed', 'MPIJob resumed');
    this.#event('Normal', 'MPIJobResumed', 'MPIJob resumed');
    this.#startTime = this.#world.time;
    this.#launcher?.resume(
      this.#sets.find(({ role }) => role === 'train')?.template,
    );
    this.#write({});
  }

  identity(set: PodSet, index: number): PodIdentity {
    if (set.role === 'train' && this.#launcher) {
      return this.#launcher.identity(index);
    }
    const { name, namespace = '' } = this.#object.metadata;
    return {
      namespace,
      name: `${name}-worker-${index}`,
      labels: {
        ...this.#labels('worker'),
        'training.kubeflow.org/replica-type': 'worker',
        'training.kubeflow.org/replica-index': String(index),
      },
      owner: ownedBy(this.#object),
    };
  }

  sync(replicas: readonly Replica[]): void {
    this.#startTime ??= this.#world.time;
    const { namespace, name } = this.#object.metadata;
    this.#launcher?.sync(replicas.filter(({ set }) => set.role === 'train'));
    if (
      replicas.length > 0 &&
      replicas.every(({ pod }) => pod.phase === 'Running' && !pod.isGone)
    ) {
      const message = `MPIJob ${namespace}/${name} is running.`;
      this.#condition('Running', 'True', 'MPIJobRunning', message);
      this.#event(
        'Normal',
        'MPIJobRunning',
        `MPIJob ${namespace}/${name} is running`,
      );
    }
    this.#write({ replicaStatuses: this.#replicaStatuses(replicas) });
  }

  /** The launcher's Job starts another pod; the MPIJob itself says nothing about it. */
  restarting(): void {}

  progress(): void {}

  succeeded(replicas: readonly Replica[]): void {
    const { namespace, name } = this.#object.metadata;
    const message = `MPIJob ${namespace}/${name} successfully completed.`;
    this.#launcher?.complete(
      replicas.filter(({ set }) => set.role === 'train'),
    );
    this.#completionTime = this.#world.time;
    this.#condition('Succeeded', 'True', 'MPIJobSucceeded', message);
    this.#event('Normal', 'MPIJobSucceeded', message);
    this.#write({ replicaStatuses: this.#replicaStatuses(replicas) });
  }

  failed(cause: FailureCause, replicas: readonly Replica[]): void {
    const [reason, message] =
      cause === 'deadline'
        ? ['DeadlineExceeded', 'Job was active longer than specified deadline']
        : [
            'BackoffLimitExceeded',
            'Job has reached the specified backoff limit',
          ];
    const launchers = replicas.filter(({ set }) => set.role === 'train');
    this.#launcher?.fail(reason, message, launchers);
    // The operator joins the last failed pod's reason and message to the Job's; a pod whose container
    // failed has neither, which leaves the bare separators.
    const joined =
      cause === 'deadline' ||
      !launchers.some(({ pod }) => pod.phase === 'Failed')
        ? { reason, message }
        : { reason: `${reason}/`, message: `${message}: ` };
    this.#completionTime = this.#world.time;
    this.#condition('Failed', 'True', joined.reason, joined.message);
    this.#event('Warning', joined.reason, joined.message);
    this.#write({ replicaStatuses: this.#replicaStatuses(replicas) });
  }

  #labels(role: string): Record<string, string> {
    return {
      'training.kubeflow.org/operator-name': 'mpi-operator',
      'training.kubeflow.org/job-name': this.#object.metadata.name,
      'training.kubeflow.org/job-role': role,
    };
  }

  #replicaStatuses(replicas: readonly Replica[]): Json {
    return Object.fromEntries(
      this.#sets.map(({ name }) => {
        const own = replicas.filter(
          ({ set, pod }) => set.name === name && !pod.isGone,
        );
        const inPhase = (phase: string) =>
          own.filter(({ pod }) => pod.phase === phase).length;
        return [
          name,
          {
            active: inPhase('Running'),
            succeeded: inPhase('Succeeded'),
            failed: inPhase('Failed'),
          },
        ];
      }),
    );
  }

  #condition(
    type: string,
    status: Condition['status'],
    reason: string,
    message: string,
  ): void {
    this.#conditions = setJobCondition(this.#conditions, {
      type,
      status,
      reason,
      message,
      lastTransitionTime: this.#world.time,
    });
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#world.events.record(this.#object, {
      type,
      reason,
      message,
      component: COMPONENT,
    });
  }

  #write(status: Json): void {
    const { namespace, name } = this.#object.metadata;
    this.#world.patchStatus(
      { ...resources.mpiJobs, namespace, name },
      {
        conditions: this.#conditions,
        ...(this.#startTime ? { startTime: this.#startTime } : {}),
        ...(this.#completionTime
          ? { completionTime: this.#completionTime }
          : {}),
        ...status,
      },
    );
  }
}
