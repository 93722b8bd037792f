import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { asArray, asRecords, at } from '../reading';
import { builtInKinds } from './builtIn';

/**
 * Every kind by what an API server calls it, written down from the CustomResourceDefinitions of the components, so
 * that a slip in a plural or a scope is found without a cluster. `*` marks kinds that are cluster-scoped.
 */
const resources = `
  trainjob                   trainjobs.trainer.kubeflow.org                  TrainJob                  v1alpha1
  trainingruntime            trainingruntimes.trainer.kubeflow.org           TrainingRuntime           v1alpha1
  clustertrainingruntime     clustertrainingruntimes.trainer.kubeflow.org    ClusterTrainingRuntime*   v1alpha1
  pytorchjob                 pytorchjobs.kubeflow.org                        PyTorchJob                v1
  tfjob                      tfjobs.kubeflow.org                             TFJob                     v1
  mpijob                     mpijobs.kubeflow.org                            MPIJob                    v2beta1,v1
  xgboostjob                 xgboostjobs.kubeflow.org                        XGBoostJob                v1
  paddlejob                  paddlejobs.kubeflow.org                         PaddleJob                 v1
  jaxjob                     jaxjobs.kubeflow.org                            JAXJob                    v1
  jobset                     jobsets.jobset.x-k8s.io                         JobSet                    v1alpha2

  experiment                 experiments.kubeflow.org                        Experiment                v1beta1
  optimizationjob            optimizationjobs.trainer.kubeflow.org           OptimizationJob           v1alpha1
  trial                      trials.kubeflow.org                             Trial                     v1beta1
  suggestion                 suggestions.kubeflow.org                        Suggestion                v1beta1

  inferenceservice           inferenceservices.serving.kserve.io             InferenceService          v1beta1
  llminferenceservice        llminferenceservices.serving.kserve.io          LLMInferenceService       v1alpha2,v1alpha1
  inferencegraph             inferencegraphs.serving.kserve.io               InferenceGraph            v1alpha1
  trainedmodel               trainedmodels.serving.kserve.io                 TrainedModel              v1alpha1
  servingruntime             servingruntimes.serving.kserve.io               ServingRuntime            v1alpha1
  clusterservingruntime      clusterservingruntimes.serving.kserve.io        ClusterServingRuntime*    v1alpha1
  llminferenceserviceconfig  llminferenceserviceconfigs.serving.kserve.io    LLMInferenceServiceConfig v1alpha2,v1alpha1
  seldondeployment           seldondeployments.machinelearning.seldon.io     SeldonDeployment          v1
  seldon-model               models.mlops.seldon.io                          Model                     v1alpha1
  seldon-pipeline            pipelines.mlops.seldon.io                       Pipeline                  v1alpha1
  seldon-server              servers.mlops.seldon.io                         Server                    v1alpha1

  notebook                   notebooks.kubeflow.org                          Notebook                  v1,v1beta1,v1alpha1
  workspace                  workspaces.kubeflow.org                         Workspace                 v1beta1
  tensorboard                tensorboards.tensorboard.kubeflow.org           Tensorboard               v1alpha1
  pvcviewer                  pvcviewers.kubeflow.org                         PVCViewer                 v1alpha1
  workspacekind              workspacekinds.kubeflow.org                     WorkspaceKind*            v1beta1

  workflow                   workflows.argoproj.io                           Workflow                  v1alpha1
  scheduledworkflow          scheduledworkflows.kubeflow.org                 ScheduledWorkflow         v1beta1
  sparkapplication           sparkapplications.sparkoperator.k8s.io          SparkApplication          v1beta2
  scheduledsparkapplication  scheduledsparkapplications.sparkoperator.k8s.io ScheduledSparkApplication v1beta2
  sparkconnect               sparkconnects.sparkoperator.k8s.io              SparkConnect              v1alpha1

  clusterqueue               clusterqueues.kueue.x-k8s.io                    ClusterQueue*             v1beta2,v1beta1
  localqueue                 localqueues.kueue.x-k8s.io                      LocalQueue                v1beta2,v1beta1
  workload                   workloads.kueue.x-k8s.io                        Workload                  v1beta2,v1beta1
  cohort                     cohorts.kueue.x-k8s.io                          Cohort*                   v1beta2,v1beta1
  resourceflavor             resourceflavors.kueue.x-k8s.io                  ResourceFlavor*           v1beta2,v1beta1
  admissioncheck             admissionchecks.kueue.x-k8s.io                  AdmissionCheck*           v1beta2,v1beta1
  workloadpriorityclass      workloadpriorityclasses.kueue.x-k8s.io          WorkloadPriorityClass*    v1beta2,v1beta1
  topology                   topologies.kueue.x-k8s.io                       Topology*                 v1beta2,v1beta1,v1alpha1
`;

it('names every kind as its API server does', () => {
  const expected = resources
    .split('\n')
    .map(line => line.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
  const actual = builtInKinds
    .list()
    .map(({ id, plural, group, kind, scope, versions }) =>
      [
        id,
        `${plural}.${group}`,
        `${kind}${scope === 'Cluster' ? '*' : ''}`,
        versions.join(','),
      ].join(' '),
    );
  expect(actual).toEqual(expected);
});

it('has the rights to read every kind in the manifest that we ask people to apply', () => {
  const manifest = readFileSync(
    new URL('../../../../docs/rbac.yaml', import.meta.url),
    'utf8',
  );
  const granted = new Set<string>();
  for (const document of parseAllDocuments(manifest)) {
    for (const rule of asRecords(at(document.toJS(), 'rules'))) {
      // No more than reading, except for asking what it may do itself.
      if (!asArray(rule.apiGroups).includes('authorization.k8s.io')) {
        expect(['get', 'list', 'watch']).toEqual(
          expect.arrayContaining([...asArray(rule.verbs)]),
        );
      }
      for (const group of asArray(rule.apiGroups)) {
        for (const resource of asArray(rule.resources)) {
          granted.add(`${String(resource)}.${String(group)}`);
        }
      }
    }
  }
  const needed = builtInKinds
    .list()
    .map(({ plural, group }) => `${plural}.${group}`);
  expect(needed.filter(resource => !granted.has(resource))).toEqual([]);
});
