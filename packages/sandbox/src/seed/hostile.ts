import type { ApiObject } from '../cluster/types';
import { ownedByTeam, vision } from './teams';

/** Text that a screen must show as text: markup, terminal sequences, reordering and control characters. */
export const hostileText =
  '<img src=x onerror="alert(1)"><script>alert(2)</script> \u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u202egnitrats\u202c \u0000\u0007\u0008 ${jndi:ldap://x} {{7*7}} \ufeff\u200bend';

/** Lines that a program can really write to its log. */
export const hostileLog: readonly string[] = [
  hostileText,
  'Downloading:   3%|▎         | 12/400\rDownloading:  51%|█████     | 204/400\rDownloading: 100%|██████████| 400/400',
  '\u001b[2J\u001b[H\u001b[1;1Hthe screen was cleared',
  '\ud83d half a surrogate pair, and \u0300\u0301\u0302\u0303\u0304 marks without a letter',
  '',
  '\t\tonly tabs before this',
  `one very long line: ${'0123456789'.repeat(20_000)}`,
];

/** The longest name that a TrainJob may have. */
const longest = `a${'-very'.repeat(12)}-x`.slice(0, 62).padEnd(63, 'z');

/**
 * Objects that a cluster can hold and nobody wants to meet. They are left as they are.
 *
 * @param at - gives a time so many seconds from now, as `metav1.Time`
 */
export function hostileObjects(at: (seconds: number) => string): ApiObject[] {
  return [
    trainJob(longest, {
      conditions: [condition('Failed', hostileText.slice(0, 30_000), at(-600))],
    }),
    trainJob('markup', {
      conditions: [condition('Failed', hostileText, at(-500))],
      trainerStatus: {
        progressPercentage: 100,
        estimatedRemainingSeconds: 0,
        metrics: [{ name: '<b>loss</b>', value: '\u202e0.1' }],
        lastUpdatedTime: at(-500),
      },
    }),
    trainJob('contradiction', {
      conditions: [
        condition('Complete', 'jobset completed successfully', at(-400)),
        condition(
          'Failed',
          'jobset failed due to one or more job failures',
          at(-300),
        ),
        condition('Suspended', 'TrainJob is suspended', at(-200)),
      ],
    }),
    trainJob(
      'from-the-future',
      {
        conditions: [
          condition('Suspended', 'TrainJob is suspended', at(86_400)),
        ],
      },
      at(90_000),
    ),
    pyTorchJob('a-megabyte', {
      conditions: [
        {
          ...condition('Failed', 'x<y> \u001b[1m'.repeat(95_000), at(-100)),
          reason: 'PyTorchJobFailed',
          lastUpdateTime: at(-100),
        },
      ],
    }),
    pyTorchJob('clock-runs-backwards', {
      startTime: at(-60),
      completionTime: at(-3600),
      lastReconcileTime: at(-7200),
      conditions: [
        {
          ...condition('Succeeded', 'done', at(-3600)),
          reason: 'PyTorchJobSucceeded',
        },
        {
          ...condition('Created', 'created', at(-60)),
          reason: 'PyTorchJobCreated',
        },
      ],
      replicaStatuses: { Master: { active: 1, succeeded: 5, failed: 7 } },
    }),
    pyTorchJob('empty-status', {}),
    workflow('wrong-types', {
      phase: 42,
      message: { not: 'text' },
      startedAt: 'yesterday',
      finishedAt: 1_700_000_000,
      nodes: ['not', 'a', 'map'],
      progress: -1,
      conditions: 'none',
    }),
    workflow('loops', {
      phase: 'Running',
      startedAt: at(-60),
      nodes: {
        loops: {
          id: 'loops',
          type: 'DAG',
          phase: 'Running',
          children: ['one'],
        },
        one: {
          id: 'one',
          type: 'Pod',
          phase: 'Running',
          boundaryID: 'loops',
          children: ['two'],
        },
        two: {
          id: 'two',
          type: 'Pod',
          phase: null,
          boundaryID: 'one',
          children: ['one', 'nowhere'],
        },
      },
    }),
    pod(at(-500)),
  ];
}

/** The pod whose log holds {@link hostileLog}. */
export const hostilePod = {
  namespace: vision.namespace,
  name: 'markup-node-0-0-evil1',
};

function base(apiVersion: string, kind: string, name: string): ApiObject {
  const { labels } = ownedByTeam(vision);
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: vision.namespace,
      labels: {
        ...labels,
        'example.com/longest-value': 'v'.repeat(63),
        __proto__x: 'constructor',
      },
      annotations: {
        'kubeflow.org/owner': 'group:default/<img src=x onerror=alert(1)>',
        'example.com/note': hostileText,
        'sandbox.kubeflow.org/life': 'none',
      },
    },
  };
}

function condition(type: string, message: string, lastTransitionTime: string) {
  return {
    type,
    status: 'True',
    reason: 'FailedJobs',
    message,
    lastTransitionTime,
  };
}

function trainJob(
  name: string,
  status: unknown,
  createdAt?: string,
): ApiObject {
  const object = base('trainer.kubeflow.org/v1alpha1', 'TrainJob', name);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(createdAt ? { creationTimestamp: createdAt } : {}),
    },
    spec: {
      runtimeRef: { name: 'torch-distributed' },
      trainer: {
        image: 'ghcr.io/acme/<script>:latest',
        command: ['sh', '-c', hostileText],
        numNodes: 1,
        resourcesPerNode: { limits: { 'nvidia.com/gpu': '2' } },
      },
    },
    status,
  };
}

function pyTorchJob(name: string, status: unknown): ApiObject {
  return {
    ...base('kubeflow.org/v1', 'PyTorchJob', name),
    spec: {
      pytorchReplicaSpecs: {
        Master: {
          replicas: 1,
          template: {
            spec: { containers: [{ name: 'pytorch', image: 'busybox' }] },
          },
        },
      },
    },
    status,
  };
}

function workflow(name: string, status: unknown): ApiObject {
  return {
    ...base('argoproj.io/v1alpha1', 'Workflow', name),
    spec: { entrypoint: 'nowhere', templates: [] },
    status,
  };
}

function pod(time: string): ApiObject {
  const object = base('v1', 'Pod', hostilePod.name);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        'jobset.sigs.k8s.io/jobset-name': 'markup',
        'jobset.sigs.k8s.io/replicatedjob-name': 'node',
      },
    },
    spec: {
      restartPolicy: 'Never',
      containers: [{ name: 'node', image: 'busybox' }],
    },
    status: {
      phase: 'Failed',
      message: hostileText,
      reason: 'Evicted',
      startTime: time,
      containerStatuses: [
        {
          name: 'node',
          image: 'busybox',
          imageID: '',
          ready: false,
          restartCount: 3,
          lastState: {},
          state: {
            terminated: {
              exitCode: 139,
              reason: 'Error',
              message: hostileText,
              startedAt: time,
              finishedAt: time,
            },
          },
        },
      ],
    },
  };
}
