import { acceleratorsOfPodTemplate, sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  annotationOf,
  asBoolean,
  asCount,
  asNumber,
  asRecord,
  asTime,
  at,
  cleanText,
  createdAtOf,
  labelOf,
  queueOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import type { StateVerdict } from '../../state';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  refineByAdmission,
  resumeBySpec,
  spanInWords,
  suspendBySpec,
  totalRead,
} from '../shared';
import type {
  FactReading,
  KindDefinition,
  Reading,
  ReplicaReading,
} from '../types';
import { commandLine, mainContainer } from './containers';
import { failureVerdict, restartVerdict } from './failure';
import { heldVerdict } from './held';
import { podsInWords } from './jobGroups';

/** More replica types than any framework has. */
const MAX_REPLICA_TYPES = 16;

const SUSPEND_PATH = ['spec', 'runPolicy', 'suspend'] as const;

/** How one kind of the group `kubeflow.org` differs from the others. */
export interface KubeflowJobOptions {
  id: string;
  kind: string;
  plural: string;
  versions?: readonly string[];
  title: { one: string; many: string };
  framework: string;
  /** Field of the spec that maps replica types to their specs: `pytorchReplicaSpecs`. */
  replicaSpecs: string;
  /** Replica types in the order in which to show them; others come after. */
  replicaTypes: readonly string[];
  /** Name of the container that does the training. */
  container: string;
  /** Facts that only this kind has. */
  facts?(spec: Record<string, unknown>): FactReading[];
}

/**
 * The jobs of the training operator (and of the MPI operator) share one API: `runPolicy`, replica specs by type, and
 * the status with conditions, times and counts per type. Source: kubeflow/training-operator
 * pkg/apis/kubeflow.org/v1/common_types.go; kubeflow/mpi-operator pkg/apis/kubeflow/v2beta1/types.go.
 */
export function kubeflowJob(options: KubeflowJobOptions): KindDefinition {
  return {
    id: options.id,
    kind: options.kind,
    group: 'kubeflow.org',
    versions: options.versions ?? ['v1'],
    plural: options.plural,
    scope: 'Namespaced',
    family: 'training',
    role: 'workload',
    title: options.title,
    read: totalRead(object => readKubeflowJob(object, options)),
    refine: refineByAdmission,
    children: object =>
      podsByLabel({
        'training.kubeflow.org/job-name': at(object, 'metadata', 'name'),
      }),
    verbs: [
      suspendBySpec(SUSPEND_PATH),
      resumeBySpec(SUSPEND_PATH),
      deleteVerb,
    ],
  };
}

interface ReplicaGroup {
  reading: ReplicaReading;
  template: unknown;
}

function readKubeflowJob(
  object: KubernetesObject,
  options: KubeflowJobOptions,
): Reading {
  const conditions = readConditions(object.status);
  const groups = readReplicaGroups(object, options);
  const replicas = groups.map(group => group.reading);
  const queue = queueOf(object);
  const runPolicy = asRecord(at(object, 'spec', 'runPolicy')) ?? {};
  const deadlineSeconds = asCount(runPolicy.activeDeadlineSeconds);

  const succeeded = trueCondition(conditions, 'Succeeded');
  const running = trueCondition(conditions, 'Running');
  const created = trueCondition(conditions, 'Created');
  const verdict = strongestVerdict([
    failureVerdict(trueCondition(conditions, 'Failed'), {
      deadlineSeconds,
      backoffLimit: asCount(runPolicy.backoffLimit),
    }),
    succeeded && {
      state: 'succeeded',
      reason: succeeded.reason ?? 'Succeeded',
      message: 'Finished successfully.',
      since: succeeded.lastTransitionTime,
    },
    heldVerdict(asBoolean(runPolicy.suspend), conditions, queue),
    restartVerdict(trueCondition(conditions, 'Restarting')),
    running && {
      state: 'running',
      reason: running.reason ?? 'Running',
      message: countInWords('running', replicas),
      since: running.lastTransitionTime,
    },
    created && {
      state: 'starting',
      reason: created.reason ?? 'Created',
      message: countInWords('starting', replicas),
      since: created.lastTransitionTime,
    },
    {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; its operator has not begun with it yet.',
      since: createdAtOf(object),
    },
  ]);
  const isHeld = verdict.state === 'suspended' || verdict.state === 'queued';
  const finishedAt = asTime(at(object, 'status', 'completionTime'));
  return emptyReading({
    ...verdict,
    startedAt: isHeld ? undefined : asTime(at(object, 'status', 'startTime')),
    finishedAt: isTerminalState(verdict.state)
      ? (finishedAt ?? verdict.since)
      : undefined,
    replicas,
    accelerators: sumAccelerators(
      groups.map(group =>
        acceleratorsOfPodTemplate(group.template, group.reading.desired ?? 0),
      ),
    ),
    conditions,
    facts: readFacts(object, groups, options, deadlineSeconds),
    queue,
  });
}

function readReplicaGroups(
  object: KubernetesObject,
  options: KubeflowJobOptions,
): ReplicaGroup[] {
  const specs = asRecord(at(object, 'spec', options.replicaSpecs)) ?? {};
  const statuses = asRecord(at(object, 'status', 'replicaStatuses')) ?? {};
  const known = options.replicaTypes;
  const types = new Set([
    ...known.filter(
      type => Object.hasOwn(specs, type) || Object.hasOwn(statuses, type),
    ),
    ...Object.keys(specs).slice(0, MAX_REPLICA_TYPES),
    ...Object.keys(statuses).slice(0, MAX_REPLICA_TYPES),
  ]);
  const groups: ReplicaGroup[] = [];
  for (const type of [...types].slice(0, MAX_REPLICA_TYPES)) {
    const spec = asRecord(at(specs, type));
    const status = asRecord(at(statuses, type)) ?? {};
    const name = cleanText(type, 63);
    if (!name) {
      continue;
    }
    groups.push({
      template: spec?.template,
      reading: {
        name,
        // The API defaults replicas to 1.
        desired: spec ? (asCount(spec.replicas) ?? 1) : undefined,
        active: asCount(status.active) ?? 0,
        succeeded: asCount(status.succeeded) ?? 0,
        failed: asCount(status.failed) ?? 0,
      },
    });
  }
  return groups;
}

/** `active` counts the pods that run, so that it can be told how many of all do. */
function countInWords(
  state: 'running' | 'starting',
  replicas: readonly ReplicaReading[],
): StateVerdict['message'] {
  const sum = (count: (replica: ReplicaReading) => number | undefined) =>
    replicas.reduce(
      (total, replica) =>
        Math.min(total + (count(replica) ?? 0), Number.MAX_SAFE_INTEGER),
      0,
    );
  const active = sum(replica => replica.active);
  const desired = sum(replica => replica.desired);
  const done = sum(replica => replica.succeeded);
  if (state === 'running' && done > 0) {
    const still = `${active} of ${desired} pods still ${active === 1 ? 'runs' : 'run'}`;
    return `${still}, ${done} ${done === 1 ? 'has' : 'have'} finished.`;
  }
  return podsInWords(state, active, desired, 'pod');
}

function readFacts(
  object: KubernetesObject,
  groups: readonly ReplicaGroup[],
  options: KubeflowJobOptions,
  deadlineSeconds: number | undefined,
): FactReading[] {
  const spec = asRecord(object.spec) ?? {};
  const worker = groups.find(group => group.template !== undefined);
  const container = mainContainer(worker?.template, options.container);
  return [
    ...fact('framework', options.framework),
    ...fact('image', container?.image),
    ...fact('command', commandLine(container)),
    ...(options.facts?.(spec) ?? []),
    ...(deadlineSeconds === undefined
      ? []
      : fact('deadline', spanInWords(deadlineSeconds))),
    ...fact('priority', labelOf(object, 'kueue.x-k8s.io/priority-class')),
    ...fact('managedBy', at(spec, 'runPolicy', 'managedBy')),
    ...fact('description', annotationOf(object, 'kubernetes.io/description')),
  ];
}

/** A number or a number in a string, as a fact. */
export function numberFact(key: string, value: unknown): FactReading[] {
  return fact(key, asNumber(value) ?? value);
}
