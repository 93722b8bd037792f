import { acceleratorsOfPodTemplate, sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asBoolean,
  asCount,
  asRecords,
  at,
  cleanText,
  createdAtOf,
  findCondition,
  queueOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import {
  emptyReading,
  fact,
  jobsByLabel,
  podsByLabel,
  refineByAdmission,
  totalRead,
} from '../shared';
import type {
  ConditionReading,
  FactReading,
  KindDefinition,
  Reading,
} from '../types';
import { failureVerdict, restartVerdict } from './failure';
import { heldVerdict } from './held';
import {
  groupsState,
  groupsVerdict,
  readJobGroups,
  replicasOfGroup,
} from './jobGroups';

const MAX_REPLICATED_JOBS = 100;

/** What a JobSet's spec says about one of its groups. */
interface ReplicatedJob {
  name: string;
  jobs: number;
  podsPerJob: number;
  podTemplate: unknown;
}

/**
 * The set of batch Jobs that the Trainer makes for a TrainJob. Source: sigs.k8s.io/jobset
 * api/jobset/v1alpha2/jobset_types.go.
 *
 * It has no verbs: what is done to it by hand, its TrainJob undoes.
 *
 * @public
 */
export const jobSet: KindDefinition = {
  id: 'jobset',
  kind: 'JobSet',
  group: 'jobset.x-k8s.io',
  versions: ['v1alpha2'],
  plural: 'jobsets',
  scope: 'Namespaced',
  family: 'training',
  role: 'part',
  title: { one: 'JobSet', many: 'JobSets' },
  read: totalRead(readJobSet),
  refine: refineByAdmission,
  children: object => childrenOfJobSet(at(object, 'metadata', 'name')),
  verbs: [],
};

/** JobSet puts its name on its Jobs and on their pods. */
export function childrenOfJobSet(name: unknown) {
  const labels = { 'jobset.sigs.k8s.io/jobset-name': name };
  return [...podsByLabel(labels), ...jobsByLabel(labels)];
}

function readJobSet(object: KubernetesObject): Reading {
  const { status } = object;
  const conditions = readConditions(status);
  const specs = readReplicatedJobs(at(object, 'spec', 'replicatedJobs'));
  const specOf = new Map(specs.map(spec => [spec.name, spec]));
  const groups = readJobGroups(at(status, 'replicatedJobsStatus'));
  const counted = groups.map(group =>
    replicasOfGroup(group, specOf.get(group.name) ?? {}),
  );
  // Nothing is counted before the controller has seen it; the spec already says what is wanted.
  const replicas =
    counted.length > 0
      ? counted
      : specs.map(({ name, jobs, podsPerJob }) => ({
          name,
          desired: product(jobs, podsPerJob),
        }));
  const queue = queueOf(object);
  const suspend = asBoolean(at(object, 'spec', 'suspend'));
  const completed = trueCondition(conditions, 'Completed');
  const verdict = strongestVerdict([
    failureVerdict(trueCondition(conditions, 'Failed'), {}),
    completed && {
      state: 'succeeded',
      reason: completed.reason ?? 'Completed',
      message: 'Finished successfully.',
      since: completed.lastTransitionTime,
    },
    heldVerdict(suspend, conditions, queue),
    restartVerdict(trueCondition(conditions, 'RestartingJobSet')),
    groupsVerdict(
      groupsState(groups, name => specOf.get(name)?.jobs),
      replicas,
      'pod',
    ),
    {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; the JobSet controller has not begun with it yet.',
      since: createdAtOf(object),
    },
  ]);
  const startedAt = startOf(object, conditions, verdict.state);
  return emptyReading({
    ...verdict,
    // Nothing tells when the last pod got ready; that it starts since its start is certain.
    since:
      verdict.since ?? (verdict.state === 'starting' ? startedAt : undefined),
    startedAt,
    finishedAt: isTerminalState(verdict.state) ? verdict.since : undefined,
    replicas,
    accelerators: sumAccelerators(
      specs.map(({ podTemplate, jobs, podsPerJob }) =>
        acceleratorsOfPodTemplate(podTemplate, product(jobs, podsPerJob)),
      ),
    ),
    conditions,
    facts: restarts(status),
    queue,
  });
}

/**
 * Neither JobSet nor TrainJob notes when it started. The Trainer counts its deadline from the creation or, if the job
 * was held, from when it was let go (kubeflow/trainer, reconcileDeadline); so do we.
 */
export function startOf(
  object: KubernetesObject,
  conditions: readonly ConditionReading[],
  state: Reading['state'],
): string | undefined {
  if (
    state === 'pending' ||
    state === 'queued' ||
    state === 'suspended' ||
    state === 'unknown'
  ) {
    return undefined;
  }
  const held = findCondition(conditions, 'Suspended');
  if (held?.status === 'True') {
    // Ended, or let go a moment ago, while it was held.
    return undefined;
  }
  return held?.lastTransitionTime ?? createdAtOf(object);
}

function restarts(status: unknown): FactReading[] {
  const whole = asCount(at(status, 'restarts')) ?? 0;
  return whole > 0 ? fact('restarts', whole) : [];
}

/** Reads `spec.replicatedJobs` of a JobSet, or of the template in a training runtime. */
export function readReplicatedJobs(list: unknown): ReplicatedJob[] {
  return asRecords(list)
    .slice(0, MAX_REPLICATED_JOBS)
    .flatMap(raw => {
      const name = cleanText(raw.name, 253);
      const job = at(raw, 'template', 'spec');
      // batch/v1 defaults parallelism to 1; with fewer completions, fewer pods run.
      const parallelism = asCount(at(job, 'parallelism')) ?? 1;
      const completions = asCount(at(job, 'completions')) ?? parallelism;
      return name
        ? [
            {
              name,
              jobs: asCount(raw.replicas) ?? 1,
              podsPerJob: Math.min(parallelism, completions),
              podTemplate: at(job, 'template'),
            },
          ]
        : [];
    });
}

function product(jobs: number, podsPerJob: number): number {
  return Math.min(jobs * podsPerJob, Number.MAX_SAFE_INTEGER);
}
