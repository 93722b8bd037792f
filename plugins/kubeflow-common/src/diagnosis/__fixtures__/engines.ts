import { ended, failed, log, pod, stuck, warning } from './builders';
import type { Case } from './containers';

const like = (text: RegExp) => expect.stringMatching(text) as unknown as string;
const driverPod = pod({ container: 'main', status: ended(1) });

/** What controllers, queues, Argo and Pipelines say. */
export const engineCases: Case[] = [
  {
    name: 'a quota of the namespace',
    input: stuck({
      events: [
        warning(
          'FailedCreate',
          'Error creating: pods "bert-node-0-0" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=8, used: requests.nvidia.com/gpu=4, limited: requests.nvidia.com/gpu=8',
          { kind: 'Job', name: 'bert-node-0' },
        ),
      ],
    }),
    expected: [
      {
        rule: 'quota',
        severity: 'blocked',
        title:
          'Its pods cannot be made: the quota gpus of its namespace is used up.',
        explanation:
          'It asks for requests.nvidia.com/gpu=8; in use are requests.nvidia.com/gpu=4, and the limit is requests.nvidia.com/gpu=8.',
      },
    ],
  },
  {
    name: 'a queue that has not enough',
    input: {
      subject: { kind: 'Workload', name: 'job-bert' },
      reading: {
        state: 'queued',
        conditions: [
          {
            type: 'QuotaReserved',
            status: 'False',
            message:
              "couldn't assign flavors to pod set node: insufficient unused quota for nvidia.com/gpu in flavor a100, 4 more needed",
          },
        ],
      },
    },
    expected: [
      {
        rule: 'quota',
        title: 'It waits in its queue: 4 more nvidia.com/gpu (a100) needed.',
      },
    ],
  },
  {
    name: 'a job that had to make room in its queue',
    input: {
      subject: { kind: 'TrainJob', name: 'bert' },
      reading: {
        state: 'queued',
        reason: 'Preempted',
        message: 'Had to make room for another job and waits for quota.',
      },
    },
    expected: [{ rule: 'preempted', severity: 'blocked' }],
  },
  {
    name: 'a policy',
    input: stuck({
      events: [
        warning(
          'FailedCreate',
          'Error creating: admission webhook "images.example.com" denied the request: only images of ghcr.io are allowed',
          { kind: 'Job', name: 'bert-node-0' },
        ),
        warning(
          'FailedCreate',
          'Error creating: pods "x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
          { kind: 'Job', name: 'bert-node-1' },
        ),
      ],
    }),
    expected: [
      {
        rule: 'rejected',
        title: 'A policy of the cluster refuses it (images.example.com).',
        explanation: 'Only images of ghcr.io are allowed.',
      },
      { rule: 'rejected', title: like(/PodSecurity restricted:latest/) },
    ],
  },
  {
    name: 'a deadline that passed while no node was found',
    input: failed({
      deadlineSeconds: 7200,
      reading: {
        state: 'failed',
        reason: 'DeadlineExceeded',
        conditions: [
          {
            type: 'Failed',
            status: 'True',
            reason: 'DeadlineExceeded',
            message: 'TrainJob was active longer than specified deadline',
          },
        ],
      },
      pods: [
        pod({
          phase: 'Pending',
          podStatus: {
            conditions: [
              {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
                message: '0/1 nodes are available: 1 Insufficient cpu.',
              },
            ],
          },
        }),
      ],
    }),
    expected: [
      { rule: 'unschedulable', severity: 'failure' },
      {
        rule: 'deadline-exceeded',
        consequence: true,
        title: 'It took longer than its deadline of 2 hours and was stopped.',
      },
    ],
  },
  {
    name: 'a run that somebody ended',
    input: failed({
      cancelled: { by: 'user:default/ada' },
      reading: { state: 'cancelled' },
      pods: [pod({ status: ended(143) })],
    }),
    expected: [
      { rule: 'cancelled', title: 'It was cancelled by user:default/ada.' },
    ],
  },
  {
    name: 'a driver that failed',
    input: failed({
      pods: [driverPod],
      logs: [
        log(
          `I1116 13:02:55.014546      27 main.go:108] input ComponentSpec:{}
F1116 13:02:56.000000      27 main.go:127] KFP driver: driver.Container(pipelineName=p, runID=r, task="train", component="comp-train", dagExecutionID=5, componentSpec) failed: rpc error: code = Unavailable desc = connection error: dial tcp 10.0.0.1:8080: connect: connection refused`,
          { container: 'main' },
        ),
      ],
    }),
    expected: [
      {
        rule: 'driver-error',
        title: like(
          /^Pipelines could not prepare the task: Rpc error: code = Unavailable/,
        ),
        advice: like(/does not answer/),
      },
    ],
  },
  {
    name: 'a driver that misses an input',
    input: failed({
      pods: [driverPod],
      logs: [
        log(
          'F1116 13:02:56.000000      27 main.go:127] KFP driver: driver.Container(pipelineName=p) failed: failed to resolve inputs: neither value nor default value provided for non-optional parameter "epochs"',
          { container: 'main' },
        ),
      ],
    }),
    expected: [
      {
        rule: 'input-missing',
        title: 'Its input epochs has no value, and no default.',
      },
    ],
  },
  {
    name: 'a launcher that cannot store an output',
    input: failed({
      pods: [driverPod],
      logs: [
        log(
          'training done\nF1116 13:02:56.000000      19 main.go:106] failed to execute component: failed to upload output artifact "model" to remote storage URI "minio://b/k": no route',
          { container: 'main' },
        ),
      ],
    }),
    expected: [
      {
        rule: 'launcher-error',
        title: like(
          /^Pipelines could not run the task: Failed to upload output artifact "model"/,
        ),
        advice: like(/pipeline root/),
      },
    ],
  },
  {
    name: 'a program whose exit code only the launcher knows',
    input: failed({
      pods: [driverPod],
      logs: [
        log(
          'no such table\nF1116 13:02:56.000000      27 main.go:71] failed to execute component: exit status 3',
          { container: 'main' },
        ),
      ],
      engine: [{ name: 'train', phase: 'FAILED', message: 'exit status 3' }],
    }),
    expected: [
      { rule: 'exit-code', title: 'Its program ended with exit code 3.' },
    ],
  },
  {
    name: 'a driver whose task repeats what its log says',
    input: failed({
      pods: [driverPod],
      logs: [
        log(
          'F1116 13:02:56.000000      27 main.go:127] KFP driver: driver.Container(pipelineName=p) failed: no such component',
          { container: 'main' },
        ),
      ],
      engine: [
        {
          name: 'train',
          phase: 'FAILED',
          message:
            'KFP driver: driver.Container(pipelineName=p) failed: no such component',
        },
      ],
    }),
    expected: [
      {
        rule: 'driver-error',
        title: 'Pipelines could not prepare the task: No such component.',
      },
    ],
  },
  {
    name: 'inputs that an earlier task did not give, and a task that failed before',
    input: failed({
      subject: { kind: 'task', name: 'evaluate' },
      upstream: [{ name: 'train', message: 'It ran out of memory.' }],
      missingInputs: [{ name: 'model', producer: 'train' }],
    }),
    expected: [
      {
        rule: 'input-missing',
        title: 'Its input model is missing: the task train did not give it.',
      },
      {
        rule: 'upstream-failed',
        consequence: true,
        title: 'It did not run, because train failed.',
        explanation: 'It ran out of memory.',
      },
    ],
  },
  {
    name: 'a step of which only the engine knows something',
    input: failed({
      engine: [
        {
          name: 'train',
          phase: 'Error',
          message: 'unable to create the executor: no such template',
        },
      ],
    }),
    expected: [
      {
        rule: 'engine-message',
        title: 'Unable to create the executor: no such template.',
      },
    ],
  },
  {
    name: 'a program of which only how it ended is left',
    input: failed({
      engine: [{ name: 'train', phase: 'FAILED', message: 'exit status 139' }],
    }),
    expected: [
      {
        rule: 'engine-message',
        title:
          'Its program ended with exit code 139 (SIGSEGV, a memory access error).',
      },
    ],
  },
  {
    name: 'a program that was killed, and its pod is gone',
    input: failed({
      engine: [{ name: 'train', phase: 'FAILED', message: 'signal: killed' }],
    }),
    expected: [
      {
        rule: 'engine-message',
        title: 'Its program was killed from outside.',
        advice: like(/memory limit/),
      },
    ],
  },
];
