import { acceleratorsOfPodTemplate, sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import { asCount, at, createdAtOf, labelOf } from '../../reading';
import { availableReading, deleteVerb, fact, totalRead } from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';
import { commandLine, mainContainer } from './containers';
import { readReplicatedJobs } from './jobSet';

/** How the nodes find each other (kubeflow/trainer, MLPolicySource). */
const policies = ['torch', 'mpi', 'jax', 'xgboost', 'flux'] as const;

/** Ways to place all pods of a job at once or not at all (PodGroupPolicySource). */
const gangs = ['coscheduling', 'volcano'] as const;

const common = {
  group: 'trainer.kubeflow.org',
  versions: ['v1alpha1'],
  family: 'training',
  role: 'definition',
  read: totalRead(readRuntime),
  children: () => [],
  verbs: [deleteVerb],
} as const;

/** A blueprint for TrainJobs of one namespace. @public */
export const trainingRuntime: KindDefinition = {
  ...common,
  id: 'trainingruntime',
  kind: 'TrainingRuntime',
  plural: 'trainingruntimes',
  scope: 'Namespaced',
  title: { one: 'Training runtime', many: 'Training runtimes' },
};

/** A blueprint for TrainJobs of all namespaces. @public */
export const clusterTrainingRuntime: KindDefinition = {
  ...common,
  id: 'clustertrainingruntime',
  kind: 'ClusterTrainingRuntime',
  plural: 'clustertrainingruntimes',
  scope: 'Cluster',
  title: { one: 'Cluster training runtime', many: 'Cluster training runtimes' },
};

/**
 * Runtimes have no status. What they ask for is asked for by the jobs that use them, so it is a fact here and not a
 * request. Source: kubeflow/trainer pkg/apis/trainer/v1alpha1/trainingruntime_types.go.
 */
function readRuntime(object: KubernetesObject): Reading {
  const isDeprecated =
    labelOf(object, 'trainer.kubeflow.org/support') === 'deprecated';
  return availableReading({
    reason: isDeprecated ? 'Deprecated' : 'Available',
    message: isDeprecated
      ? 'Training jobs can still use it, but it is deprecated and may be removed.'
      : 'Training jobs can use it.',
    since: createdAtOf(object),
    facts: readFacts(object),
  });
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec } = object;
  const policy = policies.find(
    name => at(spec, 'mlPolicy', name) !== undefined,
  );
  const gang = gangs.find(
    name => at(spec, 'podGroupPolicy', name) !== undefined,
  );
  const jobs = readReplicatedJobs(
    at(spec, 'template', 'spec', 'replicatedJobs'),
  );
  const trainer =
    jobs.find(job => job.name === 'node') ??
    jobs.find(job => job.name === 'trainer') ??
    jobs[jobs.length - 1];
  const container = mainContainer(trainer?.podTemplate, 'node');
  const perNode = sumAccelerators([
    acceleratorsOfPodTemplate(trainer?.podTemplate),
  ])
    .map(({ count, resource, product }) => `${count} × ${product ?? resource}`)
    .join(', ');
  return [
    ...fact(
      'framework',
      labelOf(object, 'trainer.kubeflow.org/framework') ?? policy,
    ),
    ...fact('policy', policy),
    ...fact('image', container?.image),
    ...fact('command', commandLine(container)),
    ...fact('numNodes', asCount(at(spec, 'mlPolicy', 'numNodes')) ?? 1),
    ...fact(
      'procPerNode',
      policy && at(spec, 'mlPolicy', policy, 'numProcPerNode'),
    ),
    ...fact('acceleratorsPerNode', perNode),
    ...fact('gangScheduling', gang),
    ...fact('steps', jobs.map(job => job.name).join(', ')),
  ];
}
