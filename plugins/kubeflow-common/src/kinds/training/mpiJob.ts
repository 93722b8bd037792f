import { fact } from '../shared';
import { kubeflowJob, numberFact } from './kubeflowJob';

/**
 * MPI training: v2beta1 by the MPI operator, v1 by the training operator. Both are the same custom resource, so a
 * cluster has one of them; what is read here is spelled alike in both.
 *
 * @public
 */
export const mpiJob = kubeflowJob({
  id: 'mpijob',
  kind: 'MPIJob',
  versions: ['v2beta1', 'v1'],
  plural: 'mpijobs',
  title: { one: 'MPIJob', many: 'MPIJobs' },
  framework: 'MPI',
  replicaSpecs: 'mpiReplicaSpecs',
  replicaTypes: ['Launcher', 'Worker'],
  container: 'mpi',
  facts: spec => [
    ...numberFact('procPerNode', spec.slotsPerWorker),
    ...fact('mpiImplementation', spec.mpiImplementation),
  ],
});
