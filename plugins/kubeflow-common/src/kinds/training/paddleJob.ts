import { kubeflowJob } from './kubeflowJob';

/** PaddlePaddle training by the training operator. @public */
export const paddleJob = kubeflowJob({
  id: 'paddlejob',
  kind: 'PaddleJob',
  plural: 'paddlejobs',
  title: { one: 'PaddleJob', many: 'PaddleJobs' },
  framework: 'PaddlePaddle',
  replicaSpecs: 'paddleReplicaSpecs',
  replicaTypes: ['Master', 'Worker'],
  container: 'paddle',
});
