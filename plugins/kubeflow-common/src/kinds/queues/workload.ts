import { acceleratorsOfPodTemplate, sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asNumber,
  asRecord,
  asRecords,
  asTime,
  at,
  cleanText,
  controllerOf,
  findCondition,
  namespaceOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState } from '../../state';
import {
  counted,
  deleteVerb,
  emptyReading,
  fact,
  patchVerb,
  podsByLabel,
  QUEUE_WORKLOAD_KIND,
  totalRead,
} from '../shared';
import type {
  ChildSelector,
  FactReading,
  KindDefinition,
  Reading,
} from '../types';
import { workloadVerdict } from './workloadVerdict';

const ACTIVE_PATH = ['spec', 'active'] as const;

const MAX_POD_SETS = 18;
const MAX_FLAVORS = 10;

/**
 * What stands in a queue of Kueue for a job. Source: kubernetes-sigs/kueue apis/kueue/v1beta2/workload_types.go;
 * v1beta1 differs in what is not read here.
 *
 * @public
 */
export const workload: KindDefinition = {
  id: QUEUE_WORKLOAD_KIND,
  kind: 'Workload',
  group: 'kueue.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'],
  plural: 'workloads',
  scope: 'Namespaced',
  family: 'queues',
  role: 'part',
  title: { one: 'Queued job', many: 'Queued jobs' },
  read: totalRead(readWorkload),
  children: podsOfOwner,
  verbs: [
    // A deactivated workload loses its quota, and its job is suspended.
    patchVerb(
      'suspend',
      ACTIVE_PATH,
      false,
      ({ state }) => state !== 'suspended' && !isTerminalState(state),
    ),
    patchVerb(
      'resume',
      ACTIVE_PATH,
      true,
      ({ state, reason }) =>
        state === 'suspended' && /^(Deactivated|Inactive)/.test(reason ?? ''),
    ),
    deleteVerb,
  ],
};

/** The label by which a job of a kind finds its pods. Kueue itself puts only annotations on them. */
const podLabels: Readonly<Record<string, string>> = {
  Job: 'batch.kubernetes.io/job-name',
  JobSet: 'jobset.sigs.k8s.io/jobset-name',
  TrainJob: 'jobset.sigs.k8s.io/jobset-name',
  PyTorchJob: 'training.kubeflow.org/job-name',
  TFJob: 'training.kubeflow.org/job-name',
  MPIJob: 'training.kubeflow.org/job-name',
  XGBoostJob: 'training.kubeflow.org/job-name',
  PaddleJob: 'training.kubeflow.org/job-name',
  JAXJob: 'training.kubeflow.org/job-name',
  SparkApplication: 'sparkoperator.k8s.io/app-name',
  RayCluster: 'ray.io/cluster',
};

function podsOfOwner(object: KubernetesObject): ChildSelector[] {
  const owner = controllerOf(object);
  return owner && Object.hasOwn(podLabels, owner.kind)
    ? podsByLabel({ [podLabels[owner.kind] ?? '']: owner.name })
    : [];
}

function readWorkload(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const queue = cleanText(at(spec, 'queueName'), 253);
  const verdict = workloadVerdict(object, conditions, queue);
  const assignments = new Map(
    asRecords(at(status, 'admission', 'podSetAssignments'))
      .slice(0, MAX_POD_SETS)
      .map(assignment => [assignment.name, assignment]),
  );
  const podSets = asRecords(at(spec, 'podSets'))
    .slice(0, MAX_POD_SETS)
    .map((podSet, index) => ({
      name: cleanText(podSet.name, 63) ?? `pod set ${index + 1}`,
      // Partial admission lets fewer pods in than were asked for.
      count:
        asCount(assignments.get(podSet.name)?.count) ??
        asCount(podSet.count) ??
        1,
      template: podSet.template,
    }));
  const isOver = isTerminalState(verdict.state);
  const isAtWork = verdict.state === 'running' || isOver;
  return emptyReading({
    ...verdict,
    startedAt: isAtWork
      ? findCondition(conditions, 'Admitted')?.lastTransitionTime
      : undefined,
    finishedAt: isOver
      ? trueCondition(conditions, 'Finished')?.lastTransitionTime
      : undefined,
    replicas: podSets.map(({ name, count }) => ({ name, desired: count })),
    accelerators: sumAccelerators(
      podSets.map(({ template, count }) =>
        acceleratorsOfPodTemplate(template, count),
      ),
    ),
    conditions,
    facts: readFacts(object, queue),
    queue,
  });
}

function readFacts(
  object: KubernetesObject,
  queue: string | undefined,
): FactReading[] {
  const { spec, status } = object;
  const namespace = namespaceOf(object);
  const owner = controllerOf(object);
  const clusterQueue = cleanText(at(status, 'admission', 'clusterQueue'), 253);
  return [
    ...fact('job', owner && `${owner.kind} ${owner.name}`),
    ...fact(
      'queue',
      queue,
      queue ? { kind: 'localqueue', namespace, name: queue } : undefined,
    ),
    ...fact(
      'clusterQueue',
      clusterQueue,
      clusterQueue ? { kind: 'clusterqueue', name: clusterQueue } : undefined,
    ),
    ...flavorsOf(status).flatMap(name =>
      fact('flavor', name, { kind: 'resourceflavor', name }),
    ),
    ...fact('priority', asNumber(at(spec, 'priority'))),
    ...fact(
      'priorityClass',
      cleanText(at(spec, 'priorityClassRef', 'name'), 253) ??
        at(spec, 'priorityClassName'),
    ),
    ...asRecords(at(status, 'admissionChecks')).slice(0, 8).flatMap(checkFact),
    ...fact('evictions', evictionsOf(status)),
    ...fact('nextTry', asTime(at(status, 'requeueState', 'requeueAt'))),
    ...fact('cluster', at(status, 'clusterName')),
  ];
}

function checkFact(check: Record<string, unknown>): FactReading[] {
  const name = cleanText(check.name, 253);
  return name
    ? fact(
        'admissionCheck',
        [name, cleanText(check.state, 30), cleanText(check.message, 200)]
          .filter(Boolean)
          .join(': '),
        { kind: 'admissioncheck', name },
      )
    : [];
}

/** The flavors that were given to it, each once. */
function flavorsOf(status: unknown): string[] {
  const flavors = new Set<string>();
  for (const assignment of asRecords(
    at(status, 'admission', 'podSetAssignments'),
  ).slice(0, MAX_POD_SETS)) {
    for (const value of Object.values(asRecord(assignment.flavors) ?? {})) {
      const flavor = cleanText(value, 253);
      if (flavor && flavors.size < MAX_FLAVORS) {
        flavors.add(flavor);
      }
    }
  }
  return [...flavors];
}

/** How often it had to leave again. */
function evictionsOf(status: unknown): string | undefined {
  const times = asRecords(at(status, 'schedulingStats', 'evictions'))
    .slice(0, 100)
    .reduce(
      (sum, { count }) => sum + Math.min(asCount(count) ?? 0, 1_000_000),
      0,
    );
  return times > 0 ? counted(times, 'time') : undefined;
}
