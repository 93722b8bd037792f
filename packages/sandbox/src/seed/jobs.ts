import type { ApiObject } from '../cluster/types';
import type { Team } from './teams';
import { ownedByTeam } from './teams';

/** What a person says when they start a training job; the builders below put it into the shape of a kind. */
export interface JobWish {
  name: string;
  team: Team;
  image: string;
  command: string[];
  args?: string[];
  /** Pods that train. */
  nodes: number;
  /** GPUs of each. */
  gpus: number;
  cpu?: number;
  memoryGi?: number;
  /** Goes through the team's queue. */
  queued: boolean;
  priority?: 'production' | 'research';
  suspended?: boolean;
  deadlineSeconds?: number;
  /** TrainJob only. */
  runtime?: {
    name: string;
    kind?: 'TrainingRuntime' | 'ClusterTrainingRuntime';
  };
  labels?: Record<string, string>;
}

function metadata(wish: JobWish): ApiObject['metadata'] {
  const { labels, annotations } = ownedByTeam(wish.team);
  return {
    name: wish.name,
    namespace: wish.team.namespace,
    labels: {
      ...labels,
      ...wish.labels,
      ...(wish.queued
        ? {
            'kueue.x-k8s.io/queue-name': wish.team.queue,
            'kueue.x-k8s.io/priority-class': wish.priority ?? 'research',
          }
        : {}),
    },
    annotations,
  };
}

function resourcesOf({
  gpus,
  cpu = Math.max(4, 8 * gpus),
  memoryGi = Math.max(16, 64 * gpus),
}: JobWish) {
  return {
    requests: {
      cpu: String(cpu),
      memory: `${memoryGi}Gi`,
      ...(gpus > 0 ? { 'nvidia.com/gpu': String(gpus) } : {}),
    },
    limits: {
      memory: `${memoryGi}Gi`,
      ...(gpus > 0 ? { 'nvidia.com/gpu': String(gpus) } : {}),
    },
  };
}

export function trainJobObject(wish: JobWish): ApiObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: metadata(wish),
    spec: {
      suspend: wish.queued || wish.suspended === true,
      managedBy: 'trainer.kubeflow.org/trainjob-controller',
      ...(wish.deadlineSeconds
        ? { activeDeadlineSeconds: wish.deadlineSeconds }
        : {}),
      runtimeRef: {
        apiGroup: 'trainer.kubeflow.org',
        kind: wish.runtime?.kind ?? 'ClusterTrainingRuntime',
        name: wish.runtime?.name ?? 'torch-distributed-gpu',
      },
      trainer: {
        image: wish.image,
        command: wish.command,
        ...(wish.args ? { args: wish.args } : {}),
        numNodes: wish.nodes,
        resourcesPerNode: resourcesOf(wish),
      },
    },
  };
}

interface ReplicaShape {
  kind: string;
  replicaSpecs: string;
  container: string;
  /** Replica types and how many of each, for a number of pods that train. */
  replicas(nodes: number): Record<string, number>;
  /** Types that ask for no GPUs. */
  withoutGpus?: readonly string[];
}

const shapes = {
  PyTorchJob: {
    kind: 'PyTorchJob',
    replicaSpecs: 'pytorchReplicaSpecs',
    container: 'pytorch',
    replicas: nodes => ({
      Master: 1,
      ...(nodes > 1 ? { Worker: nodes - 1 } : {}),
    }),
  },
  TFJob: {
    kind: 'TFJob',
    replicaSpecs: 'tfReplicaSpecs',
    container: 'tensorflow',
    replicas: nodes => ({ ...(nodes > 1 ? { PS: 1 } : {}), Worker: nodes }),
    withoutGpus: ['PS'],
  },
  XGBoostJob: {
    kind: 'XGBoostJob',
    replicaSpecs: 'xgbReplicaSpecs',
    container: 'xgboost',
    replicas: nodes => ({
      Master: 1,
      ...(nodes > 1 ? { Worker: nodes - 1 } : {}),
    }),
  },
  PaddleJob: {
    kind: 'PaddleJob',
    replicaSpecs: 'paddleReplicaSpecs',
    container: 'paddle',
    replicas: nodes => ({ Worker: nodes }),
  },
  JAXJob: {
    kind: 'JAXJob',
    replicaSpecs: 'jaxReplicaSpecs',
    container: 'jax',
    replicas: nodes => ({ Worker: nodes }),
  },
} as const satisfies Record<string, ReplicaShape>;

export type ReplicaJobKind = keyof typeof shapes;

export function replicaJobObject(
  kind: ReplicaJobKind,
  wish: JobWish,
): ApiObject {
  const shape: ReplicaShape = shapes[kind];
  return {
    apiVersion: 'kubeflow.org/v1',
    kind,
    metadata: metadata(wish),
    spec: {
      runPolicy: {
        cleanPodPolicy: 'Running',
        suspend: wish.queued || wish.suspended === true,
        ...(wish.deadlineSeconds
          ? { activeDeadlineSeconds: wish.deadlineSeconds }
          : {}),
      },
      [shape.replicaSpecs]: Object.fromEntries(
        Object.entries(shape.replicas(wish.nodes)).map(([type, replicas]) => [
          type,
          {
            replicas,
            restartPolicy: 'Never',
            template: podTemplateOf(
              shape.container,
              shape.withoutGpus?.includes(type) ? { ...wish, gpus: 0 } : wish,
            ),
          },
        ]),
      ),
    },
  };
}

export function mpiJobObject(wish: JobWish): ApiObject {
  return {
    apiVersion: 'kubeflow.org/v2beta1',
    kind: 'MPIJob',
    metadata: metadata(wish),
    spec: {
      slotsPerWorker: Math.max(1, wish.gpus),
      mpiImplementation: 'OpenMPI',
      launcherCreationPolicy: 'AtStartup',
      sshAuthMountPath: '/home/mpiuser/.ssh',
      runPolicy: {
        cleanPodPolicy: 'Running',
        backoffLimit: 0,
        suspend: wish.queued || wish.suspended === true,
        ...(wish.deadlineSeconds
          ? { activeDeadlineSeconds: wish.deadlineSeconds }
          : {}),
      },
      mpiReplicaSpecs: {
        Launcher: {
          replicas: 1,
          restartPolicy: 'Never',
          template: podTemplateOf('mpi-launcher', {
            ...wish,
            gpus: 0,
            cpu: 1,
            memoryGi: 2,
          }),
        },
        Worker: {
          replicas: wish.nodes,
          restartPolicy: 'Never',
          template: podTemplateOf('mpi-worker', {
            ...wish,
            command: [
              '/usr/sbin/sshd',
              '-De',
              '-f',
              '/home/mpiuser/.sshd_config',
            ],
            args: undefined,
          }),
        },
      },
    },
  };
}

function podTemplateOf(container: string, wish: JobWish) {
  return {
    metadata: { labels: { team: wish.team.namespace } },
    spec: {
      containers: [
        {
          name: container,
          image: wish.image,
          command: wish.command,
          ...(wish.args ? { args: wish.args } : {}),
          resources: resourcesOf(wish),
        },
      ],
    },
  };
}
