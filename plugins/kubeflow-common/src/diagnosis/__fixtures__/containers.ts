import type { Diagnosis } from '../../api';
import type { DiagnosisInput } from '../types';
import { ended, failed, log, pod, stuck, waiting, warning } from './builders';

/** What goes in, and what has to come out (each a part of one diagnosis, in order). */
export interface Case {
  name: string;
  input: DiagnosisInput;
  expected: Partial<Diagnosis>[];
}

/** What the kubelet and the scheduler tell of pods and their containers. */
export const containerCases: Case[] = [
  {
    name: 'a container out of memory, after restarts',
    input: failed({
      pods: [
        pod({
          memory: '16Gi',
          status: { ...ended(137, 'OOMKilled'), restartCount: 3 },
        }),
      ],
      logs: [log('Loading\nKilled')],
    }),
    expected: [
      {
        rule: 'out-of-memory',
        severity: 'failure',
        title:
          'Its container node used more memory than its limit of 16Gi and was killed.',
        explanation: 'It was restarted 3 times.',
        pod: 'bert-node-0-0',
        container: 'node',
      },
    ],
  },
  {
    name: 'a step out of memory whose pod is gone',
    input: failed({
      engine: [
        {
          name: 'train',
          phase: 'Failed',
          message: 'OOMKilled (exit code 137)',
          pod: 'run-1',
        },
        { name: 'run', phase: 'Failed', message: "child 'run-1' failed" },
      ],
    }),
    expected: [
      {
        rule: 'out-of-memory',
        title: 'Its container used more memory than its limit and was killed.',
        pod: 'run-1',
      },
    ],
  },
  {
    name: 'a pod that was evicted, whose container also ended',
    input: failed({
      pods: [
        pod({
          status: ended(137),
          podStatus: {
            reason: 'Evicted',
            message:
              'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi.',
          },
        }),
      ],
      events: [warning('Evicted', 'The node was low on resource')],
    }),
    expected: [
      {
        rule: 'evicted',
        title: 'Its pod was evicted: its node ran low on ephemeral-storage.',
        advice: expect.stringMatching(/volume/) as unknown as string,
      },
    ],
  },
  {
    name: 'an image that is not there',
    input: stuck({
      pods: [
        pod({
          phase: 'Pending',
          status: waiting(
            'ImagePullBackOff',
            'Back-off pulling image "ghcr.io/team-a/train:1.2": manifest unknown',
          ),
          podStatus: { conditions: [{ type: 'PodScheduled', status: 'True' }] },
        }),
      ],
      events: [
        warning('Failed', 'Failed to pull image "ghcr.io/team-a/train:1.2"'),
      ],
    }),
    expected: [
      {
        rule: 'image-pull',
        severity: 'blocked',
        title:
          'Its container node waits for its image ghcr.io/team-a/train:1.2, which cannot be pulled: the registry does not have it.',
        advice: expect.stringMatching(/tag/) as unknown as string,
      },
    ],
  },
  {
    name: 'a step whose image cannot be pulled',
    input: stuck({
      engine: [
        {
          name: 'train',
          phase: 'Pending',
          message:
            'ImagePullBackOff: Back-off pulling image "ghcr.io/a/b:1": not found',
        },
      ],
    }),
    expected: [
      {
        rule: 'image-pull',
        title: 'Its image ghcr.io/a/b:1 cannot be pulled.',
      },
    ],
  },
  {
    name: 'many pods that find no node with free GPUs',
    input: stuck({
      pods: [0, 1, 2].map(rank =>
        pod({
          name: `bert-node-0-${rank}`,
          rank,
          phase: 'Pending',
          gpus: 8,
          podStatus: {
            conditions: [
              {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
                message:
                  '0/12 nodes are available: 12 Insufficient nvidia.com/gpu.',
              },
            ],
          },
        }),
      ),
      events: [warning('FailedScheduling', '0/12 nodes are available')],
    }),
    expected: [
      {
        rule: 'unschedulable',
        severity: 'blocked',
        title:
          'Its pod waits for a node. None of 12 nodes can take it: 12 have too little free nvidia.com/gpu.',
        explanation: 'It asks for 8 nvidia.com/gpu on one node.',
        advice: expect.stringMatching(/fewer per pod/) as unknown as string,
        podCount: 3,
      },
    ],
  },
  {
    name: 'a command that is not in the image',
    input: failed({
      pods: [
        pod({
          status: ended(
            127,
            'StartError',
            'failed to create containerd task: exec: "trian": executable file not found in $PATH: unknown',
          ),
        }),
      ],
    }),
    expected: [
      {
        rule: 'bad-entry-point',
        title:
          'Its container node cannot start: its command trian is not in the image.',
      },
    ],
  },
  {
    name: 'a script that is not there, in the words of a shell',
    input: failed({
      pods: [pod({ status: ended(127) })],
      logs: [log('+ ./run.sh\nsh: 1: ./run.sh: not found')],
    }),
    expected: [
      {
        rule: 'bad-entry-point',
        evidence: expect.arrayContaining([
          expect.objectContaining({
            source: 'log',
            line: 1,
            text: 'sh: 1: ./run.sh: not found',
          }),
        ]) as unknown as Diagnosis['evidence'],
      },
    ],
  },
  {
    name: 'a secret that does not exist',
    input: stuck({
      pods: [
        pod({
          phase: 'Pending',
          status: waiting(
            'CreateContainerConfigError',
            'secret "hf-token" not found',
          ),
          podStatus: { conditions: [{ type: 'PodScheduled', status: 'True' }] },
        }),
      ],
    }),
    expected: [
      {
        rule: 'config-error',
        title:
          'Its container node cannot start: the secret hf-token does not exist.',
      },
    ],
  },
  {
    name: 'a key that a config map lacks',
    input: stuck({
      pods: [
        pod({
          phase: 'Pending',
          status: waiting(
            'CreateContainerConfigError',
            "couldn't find key lr in ConfigMap team-a/params",
          ),
          podStatus: { conditions: [{ type: 'PodScheduled', status: 'True' }] },
        }),
      ],
    }),
    expected: [
      {
        rule: 'config-error',
        title:
          'Its container node cannot start: the config map team-a/params has no key lr.',
      },
    ],
  },
  {
    name: 'a volume that is in use elsewhere; what was once the matter with a pod that runs is over',
    input: stuck({
      pods: [
        pod({ phase: 'Pending' }),
        pod({ name: 'bert-node-0-1', phase: 'Running' }),
      ],
      events: [
        warning(
          'FailedAttachVolume',
          'Multi-Attach error for volume "pvc-7" Volume is already used by pod(s) old-0',
        ),
        warning('FailedMount', 'MountVolume.SetUp failed for volume "data"', {
          kind: 'Pod',
          name: 'bert-node-0-1',
        }),
      ],
    }),
    expected: [
      {
        rule: 'volume',
        title:
          'It waits for its volume: its volume pvc-7 is in use on another node, and can only be used on one.',
      },
    ],
  },
  {
    name: 'a volume claim that has no volume',
    input: stuck({
      pods: [
        pod({
          phase: 'Pending',
          podStatus: {
            conditions: [
              {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
                message:
                  '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
              },
            ],
          },
        }),
      ],
    }),
    expected: [
      {
        rule: 'volume',
        title: 'It waits for its volume. Its volume claim has no volume yet.',
      },
    ],
  },
  {
    name: 'a pod that was preempted, although its program says more',
    input: failed({
      pods: [
        pod({
          status: ended(143),
          podStatus: {
            conditions: [
              {
                type: 'DisruptionTarget',
                status: 'True',
                reason: 'PreemptionByScheduler',
              },
            ],
          },
        }),
      ],
      logs: [
        log(
          'Traceback (most recent call last):\n  File "a.py", line 1\nSystemExit: 1',
        ),
      ],
    }),
    expected: [
      {
        rule: 'preempted',
        title:
          'Its pod was preempted: it had to make room for a pod of higher priority.',
      },
    ],
  },
  {
    name: 'a node that went away',
    input: failed({
      pods: [
        pod({
          status: ended(137, 'ContainerStatusUnknown'),
          podStatus: { reason: 'NodeLost' },
        }),
      ],
      events: [warning('NodeNotReady', 'Node is not ready')],
    }),
    expected: [
      {
        rule: 'node-lost',
        title: 'The node of its pod was shut down.',
      },
    ],
  },
  {
    name: 'a pod that was deleted under the engine',
    input: failed({
      engine: [{ name: 'train', phase: 'Error', message: 'pod deleted' }],
    }),
    expected: [
      { rule: 'node-lost', title: 'Its pod was deleted while it was needed.' },
    ],
  },
  {
    name: 'a liveness probe, and a readiness probe',
    input: stuck({
      pods: [
        pod({
          phase: 'Running',
          status: { state: { running: {} }, ready: false },
        }),
        pod({
          name: 'bert-node-0-1',
          phase: 'Running',
          status: { state: { running: {} }, ready: false },
        }),
      ],
      events: [
        warning(
          'Unhealthy',
          'Liveness probe failed: HTTP probe failed with 500',
        ),
        warning('Unhealthy', 'Readiness probe failed: connection refused', {
          kind: 'Pod',
          name: 'bert-node-0-1',
        }),
      ],
    }),
    expected: [
      { rule: 'probe-failed', severity: 'blocked', pod: 'bert-node-0-1' },
      {
        rule: 'probe-failed',
        severity: 'warning',
        title:
          'Its container node is ended and started again, because it does not answer its liveness probe.',
      },
    ],
  },
  {
    name: 'a crash loop whose log is not there',
    input: {
      subject: { kind: 'Notebook', name: 'lab' },
      reading: { state: 'restarting' },
      pods: [
        pod({
          phase: 'Running',
          status: {
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1, reason: 'Error' } },
            restartCount: 5,
          },
        }),
      ],
    },
    expected: [
      {
        rule: 'crash-loop',
        severity: 'failure',
        title: expect.stringMatching(
          /^Its container node keeps failing: it ended with exit code 1.*restarted 5 times\.$/,
        ) as unknown as string,
      },
    ],
  },
  {
    name: 'an exit code that nothing explains, and its last words',
    input: failed({
      pods: [pod({ status: ended(3) })],
      logs: [
        log(
          'epoch 1\nepoch 2\n\u001b[31mloss is not a number\u001b[0m\ntime="x" level=info msg="sub-process exited" argo=true\nError: exit status 3',
        ),
      ],
    }),
    expected: [
      {
        rule: 'exit-code',
        title: 'Its container node ended with exit code 3.',
        evidence: expect.arrayContaining([
          expect.objectContaining({
            source: 'log',
            text: 'epoch 1\nepoch 2\nloss is not a number',
            line: 0,
          }),
        ]) as unknown as Diagnosis['evidence'],
      },
    ],
  },
];
