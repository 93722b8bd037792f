import { resources } from '../resources';
import type { ReplicaJobDialect } from './ReplicaJob';
import { replicaJobKind } from './ReplicaJob';

/** Words of the controllers of training-operator v1.9.4, each its own. */
function dialect(
  own: Pick<
    ReplicaJobDialect,
    'kind' | 'resource' | 'replicaSpecs' | 'operator'
  > &
    Partial<ReplicaJobDialect>,
): ReplicaJobDialect {
  return {
    leader: 'Master',
    servants: [],
    running: (name, namespace, hasLeader) =>
      hasLeader
        ? `${own.kind} ${name} is running.`
        : `${own.kind} ${namespace}/${name} is running.`,
    succeeded: (name, namespace, hasLeader) =>
      hasLeader
        ? `${own.kind} ${name} is successfully completed.`
        : `${own.kind} ${namespace}/${name} successfully completed.`,
    failed: (name, _namespace, replicas) =>
      `${own.kind} ${name} is failed because ${replicas} failed.`,
    ...own,
  };
}

export const pyTorchJob = replicaJobKind(
  dialect({
    kind: 'PyTorchJob',
    resource: resources.pyTorchJobs,
    replicaSpecs: 'pytorchReplicaSpecs',
    operator: 'pytorchjob-controller',
  }),
);

export const tfJob = replicaJobKind(
  dialect({
    kind: 'TFJob',
    resource: resources.tfJobs,
    replicaSpecs: 'tfReplicaSpecs',
    operator: 'tfjob-controller',
    leader: 'Chief',
    servants: ['PS', 'Evaluator'],
    running: (name, namespace) => `TFJob ${namespace}/${name} is running.`,
    succeeded: (name, namespace) =>
      `TFJob ${namespace}/${name} successfully completed.`,
    failed: (name, namespace, replicas) =>
      `TFJob ${namespace}/${name} has failed because ${replicas} failed.`,
  }),
);

export const xgBoostJob = replicaJobKind(
  dialect({
    kind: 'XGBoostJob',
    resource: resources.xgBoostJobs,
    replicaSpecs: 'xgbReplicaSpecs',
    operator: 'xgboostjob-controller',
  }),
);

export const paddleJob = replicaJobKind(
  dialect({
    kind: 'PaddleJob',
    resource: resources.paddleJobs,
    replicaSpecs: 'paddleReplicaSpecs',
    operator: 'paddlejob-controller',
  }),
);

export const jaxJob = replicaJobKind(
  dialect({
    kind: 'JAXJob',
    resource: resources.jaxJobs,
    replicaSpecs: 'jaxReplicaSpecs',
    operator: 'jaxjob-controller',
    leader: undefined,
  }),
);

/** MPIJob v1, of training-operator; the one of mpi-operator has a file of its own. */
export const mpiJobV1 = replicaJobKind(
  dialect({
    kind: 'MPIJob',
    resource: resources.mpiJobsV1,
    replicaSpecs: 'mpiReplicaSpecs',
    operator: 'mpijob-controller',
    leader: 'Launcher',
    servants: ['Worker'],
    podName: (job, type, index) =>
      type === 'launcher' ? `${job}-launcher` : `${job}-worker-${index}`,
    running: (name, namespace) => `MPIJob ${namespace}/${name} is running.`,
    succeeded: (name, namespace) =>
      `MPIJob ${namespace}/${name} successfully completed.`,
    failed: (name, namespace) => `MPIJob ${namespace}/${name} has failed`,
  }),
);
