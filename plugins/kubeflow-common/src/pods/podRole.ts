import type { KubernetesObject } from '../kubernetesObject';
import { annotationOf, asCount, labelOf } from '../reading';

/** Labels that say what a pod is for within its workload, the most exact first. */
const roleLabels = [
  'jobset.sigs.k8s.io/replicatedjob-name',
  'training.kubeflow.org/replica-type',
  // The MPI operator has no replica type; with the training operator, `master` is a role beside the type.
  'training.kubeflow.org/job-role',
  // KServe: predictor, transformer, explainer.
  'component',
  'app.kubernetes.io/component',
  'spark-role',
  'katib.kubeflow.org/suggestion',
];

/** What the pod is for: replica type, replicated job, component, driver or executor, step of a workflow. */
export function roleOf(pod: KubernetesObject): string | undefined {
  for (const label of roleLabels) {
    const role = labelOf(pod, label);
    if (role) {
      return role;
    }
  }
  // Argo names its nodes by their path: `train-x7k2p.root.preprocess`.
  const node = annotationOf(pod, 'workflows.argoproj.io/node-name');
  return node?.split('.').pop();
}

/** Labels that number the pods of one role. */
const rankLabels = [
  'training.kubeflow.org/replica-index',
  'batch.kubernetes.io/job-completion-index',
  'leaderworkerset.sigs.k8s.io/worker-index',
  'apps.kubernetes.io/pod-index',
  'spark-exec-id',
];

/** The pod's number within its role, from 0 (Spark numbers executors from 1). */
export function rankOf(pod: KubernetesObject): number | undefined {
  // A replicated job of several Jobs: the number of the Job tells them apart, and usually each has one pod.
  const jobs = asCount(
    labelOf(pod, 'jobset.sigs.k8s.io/replicatedjob-replicas'),
  );
  if (jobs !== undefined && jobs > 1) {
    return asCount(labelOf(pod, 'jobset.sigs.k8s.io/job-index'));
  }
  for (const label of rankLabels) {
    const rank =
      asCount(labelOf(pod, label)) ??
      // Jobs without the label (before Kubernetes 1.28) have the annotation.
      asCount(annotationOf(pod, label));
    if (rank !== undefined) {
      return rank;
    }
  }
  return undefined;
}
