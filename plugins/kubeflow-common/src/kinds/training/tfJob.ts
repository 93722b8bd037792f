import { kubeflowJob } from './kubeflowJob';

/** TensorFlow training by the training operator. @public */
export const tfJob = kubeflowJob({
  id: 'tfjob',
  kind: 'TFJob',
  plural: 'tfjobs',
  title: { one: 'TFJob', many: 'TFJobs' },
  framework: 'TensorFlow',
  replicaSpecs: 'tfReplicaSpecs',
  replicaTypes: ['Chief', 'Master', 'Worker', 'PS', 'Evaluator'],
  container: 'tensorflow',
});
