import type { KubernetesObject } from '../../../kubernetesObject';
import { condition, created, read } from './fixture';
import type { Fixture } from './fixture';

/** One entry of a JobSet's `spec.replicatedJobs`. */
export function replicatedJob(
  name: string,
  {
    pods,
    jobs = 1,
    gpus,
    product,
  }: { pods: number; jobs?: number; gpus?: string; product?: string },
) {
  return {
    name,
    groupName: 'default',
    replicas: jobs,
    template: {
      spec: {
        parallelism: pods,
        completions: pods,
        backoffLimit: 0,
        template: {
          spec: {
            restartPolicy: 'Never',
            nodeSelector: product
              ? { 'nvidia.com/gpu.product': product }
              : undefined,
            containers: [
              {
                name: 'node',
                image: 'registry.example.com/nlp/bert:1.4',
                resources: gpus
                  ? { limits: { 'nvidia.com/gpu': gpus } }
                  : undefined,
              },
            ],
          },
        },
      },
    },
  };
}

export function jobSetOf(
  name: string,
  {
    replicatedJobs,
    suspend = false,
    status,
  }: {
    replicatedJobs: Record<string, unknown>[];
    suspend?: boolean;
    status?: Record<string, unknown>;
  },
): KubernetesObject {
  return {
    apiVersion: 'jobset.x-k8s.io/v1alpha2',
    kind: 'JobSet',
    metadata: {
      name,
      namespace: 'team-nlp',
      uid: '8f1d7f5a-b4a8-4a39-9a0d-16f9a8c0f3b2',
      creationTimestamp: created,
      ownerReferences: [
        {
          apiVersion: 'trainer.kubeflow.org/v1alpha1',
          kind: 'TrainJob',
          name,
          uid: '5b0d6f0e-0a3f-4a8e-9f0b-2f6a1d3c7e11',
          controller: true,
        },
      ],
    },
    spec: { replicatedJobs, suspend, network: { enableDNSHostnames: true } },
    status: status && { restarts: 0, ...status },
  };
}

const replicatedJobs = [
  replicatedJob('leader', { pods: 1 }),
  replicatedJob('worker', { pods: 2, jobs: 3, gpus: '4' }),
];

function counts(name: string, over: Record<string, number> = {}) {
  return {
    name,
    ready: 0,
    succeeded: 0,
    failed: 0,
    active: 0,
    suspended: 0,
    ...over,
  };
}

export const jobSetFixtures: Fixture[] = [
  {
    title: 'just created',
    object: jobSetOf('set', { replicatedJobs }),
    expected: {
      state: 'pending',
      replicas: [
        { name: 'leader', desired: 1 },
        { name: 'worker', desired: 6 },
      ],
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 24 },
      ],
    },
  },
  {
    title: 'not all of its Jobs have pods',
    object: jobSetOf('set', {
      replicatedJobs,
      status: {
        replicatedJobsStatus: [
          counts('leader', { active: 1, ready: 1 }),
          counts('worker', { active: 2, ready: 2 }),
        ],
      },
    }),
    expected: { state: 'starting', message: '4 of 6 pods are running.' },
  },
  {
    title: 'running',
    object: jobSetOf('set', {
      replicatedJobs,
      status: {
        conditions: [
          condition(
            'Suspended',
            'False',
            'ResumeJobs',
            'jobset is resumed',
            '2026-09-01T08:05:00Z',
          ),
        ],
        replicatedJobsStatus: [
          counts('leader', { active: 1, ready: 1 }),
          counts('worker', { active: 3, ready: 3 }),
        ],
      },
    }),
    expected: {
      state: 'running',
      message: 'All 6 pods are running.',
      startedAt: read.resumed,
      replicas: [
        {
          name: 'leader',
          desired: 1,
          active: 1,
          ready: 1,
          succeeded: 0,
          failed: 0,
        },
        {
          name: 'worker',
          desired: 6,
          active: 6,
          ready: 6,
          succeeded: 0,
          failed: 0,
        },
      ],
    },
  },
  {
    title: 'held',
    object: jobSetOf('set', {
      replicatedJobs,
      suspend: true,
      status: {
        conditions: [
          condition(
            'Suspended',
            'True',
            'SuspendedJobs',
            'jobset is suspended',
          ),
        ],
        replicatedJobsStatus: [
          counts('leader', { suspended: 1 }),
          counts('worker', { suspended: 3 }),
        ],
      },
    }),
    expected: {
      state: 'suspended',
      reason: 'SuspendedJobs',
      startedAt: undefined,
    },
  },
  {
    title: 'being tried again',
    object: jobSetOf('set', {
      replicatedJobs,
      status: {
        restarts: 1,
        conditions: [
          condition(
            'RestartingJobSet',
            'True',
            'FailurePolicy_hostMaintenance',
            'applying RestartJobSet failure policy action (first failed job: set-worker-2)',
          ),
        ],
        replicatedJobsStatus: [
          counts('leader', { active: 1, ready: 1 }),
          counts('worker'),
        ],
      },
    }),
    expected: {
      state: 'restarting',
      reason: 'FailurePolicy_hostMaintenance',
      facts: [{ key: 'restarts', value: '1' }],
    },
  },
  {
    title: 'finished',
    object: jobSetOf('set', {
      replicatedJobs,
      status: {
        terminalState: 'Completed',
        conditions: [
          condition(
            'Completed',
            'True',
            'AllJobsCompleted',
            'jobset completed successfully',
          ),
        ],
        replicatedJobsStatus: [
          counts('leader', { succeeded: 1 }),
          counts('worker', { succeeded: 3 }),
        ],
      },
    }),
    expected: {
      state: 'succeeded',
      finishedAt: read.changed,
      startedAt: read.created,
    },
  },
  {
    title: 'failed',
    object: jobSetOf('set', {
      replicatedJobs,
      status: {
        terminalState: 'Failed',
        conditions: [
          condition(
            'Failed',
            'True',
            'FailedJobs',
            'jobset failed due to one or more job failures (first failed job: set-worker-0)',
          ),
        ],
        replicatedJobsStatus: [
          counts('leader'),
          counts('worker', { failed: 1 }),
        ],
      },
    }),
    expected: {
      state: 'failed',
      message: 'Failed: its job set-worker-0 failed.',
    },
  },
];
