import { kubeflowJob } from './kubeflowJob';

/** JAX training by the training operator. @public */
export const jaxJob = kubeflowJob({
  id: 'jaxjob',
  kind: 'JAXJob',
  plural: 'jaxjobs',
  title: { one: 'JAXJob', many: 'JAXJobs' },
  framework: 'JAX',
  replicaSpecs: 'jaxReplicaSpecs',
  replicaTypes: ['Worker'],
  container: 'jax',
});
