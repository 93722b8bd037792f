import type { ApiObject, ResourceId } from '../cluster/types';

function resource(group: string, version: string, plural: string): ResourceId {
  return { group, version, plural };
}

/** The resources that the simulation touches, at the versions that it writes. */
export const resources = {
  namespaces: resource('', 'v1', 'namespaces'),
  nodes: resource('', 'v1', 'nodes'),
  pods: resource('', 'v1', 'pods'),

  events: resource('', 'v1', 'events'),
  configMaps: resource('', 'v1', 'configmaps'),
  services: resource('', 'v1', 'services'),
  jobs: resource('batch', 'v1', 'jobs'),
  replicaSets: resource('apps', 'v1', 'replicasets'),
  statefulSets: resource('apps', 'v1', 'statefulsets'),
  deployments: resource('apps', 'v1', 'deployments'),
  jobSets: resource('jobset.x-k8s.io', 'v1alpha2', 'jobsets'),
  trainJobs: resource('trainer.kubeflow.org', 'v1alpha1', 'trainjobs'),
  trainingRuntimes: resource(
    'trainer.kubeflow.org',
    'v1alpha1',
    'trainingruntimes',
  ),
  clusterTrainingRuntimes: resource(
    'trainer.kubeflow.org',
    'v1alpha1',
    'clustertrainingruntimes',
  ),
  pyTorchJobs: resource('kubeflow.org', 'v1', 'pytorchjobs'),
  tfJobs: resource('kubeflow.org', 'v1', 'tfjobs'),
  xgBoostJobs: resource('kubeflow.org', 'v1', 'xgboostjobs'),
  paddleJobs: resource('kubeflow.org', 'v1', 'paddlejobs'),
  jaxJobs: resource('kubeflow.org', 'v1', 'jaxjobs'),
  mpiJobsV1: resource('kubeflow.org', 'v1', 'mpijobs'),
  mpiJobs: resource('kubeflow.org', 'v2beta1', 'mpijobs'),
  workloads: resource('kueue.x-k8s.io', 'v1beta2', 'workloads'),
  localQueues: resource('kueue.x-k8s.io', 'v1beta2', 'localqueues'),
  clusterQueues: resource('kueue.x-k8s.io', 'v1beta2', 'clusterqueues'),
  resourceFlavors: resource('kueue.x-k8s.io', 'v1beta2', 'resourceflavors'),
  workloadPriorityClasses: resource(
    'kueue.x-k8s.io',
    'v1beta2',
    'workloadpriorityclasses',
  ),
  inferenceServices: resource(
    'serving.kserve.io',
    'v1beta1',
    'inferenceservices',
  ),
  llmInferenceServices: resource(
    'serving.kserve.io',
    'v1alpha2',
    'llminferenceservices',
  ),
  servingRuntimes: resource('serving.kserve.io', 'v1alpha1', 'servingruntimes'),
  clusterServingRuntimes: resource(
    'serving.kserve.io',
    'v1alpha1',
    'clusterservingruntimes',
  ),
  experiments: resource('kubeflow.org', 'v1beta1', 'experiments'),
  trials: resource('kubeflow.org', 'v1beta1', 'trials'),
  suggestions: resource('kubeflow.org', 'v1beta1', 'suggestions'),
  notebooks: resource('kubeflow.org', 'v1', 'notebooks'),
  workspaces: resource('kubeflow.org', 'v1beta1', 'workspaces'),
  workspaceKinds: resource('kubeflow.org', 'v1beta1', 'workspacekinds'),
  workflows: resource('argoproj.io', 'v1alpha1', 'workflows'),
  scheduledWorkflows: resource('kubeflow.org', 'v1beta1', 'scheduledworkflows'),
  sparkApplications: resource(
    'sparkoperator.k8s.io',
    'v1beta2',
    'sparkapplications',
  ),
  seldonDeployments: resource(
    'machinelearning.seldon.io',
    'v1',
    'seldondeployments',
  ),
} as const satisfies Record<string, ResourceId>;

const byVersionAndPlural = new Map<string, ResourceId>(
  Object.values<ResourceId>(resources).map(known => [
    `${apiVersionOf(known)}/${known.plural}`,
    known,
  ]),
);

/** `apps/v1`, `v1` */
export function apiVersionOf({ group, version }: ResourceId): string {
  return group ? `${group}/${version}` : version;
}

/** The resource that an object is of. @throws Error when it is not among {@link resources} */
export function resourceOf({ apiVersion, kind }: ApiObject): ResourceId {
  const lower = kind.toLowerCase();
  const plural = lower.endsWith('class') ? `${lower}es` : `${lower}s`;
  const known = byVersionAndPlural.get(`${apiVersion}/${plural}`);
  if (!known) {
    throw new Error(`The simulation has no resource for ${apiVersion} ${kind}`);
  }
  return known;
}
