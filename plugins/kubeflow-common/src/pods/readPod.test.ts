import fc from 'fast-check';
import { podSchema } from '../api';
import type { Pod } from '../api';
import type { KubernetesObject } from '../kubernetesObject';
import { cleanText } from '../reading';
import { arbitraryObject, damaged } from '../testing/arbitraryObjects';
import { readPod } from './readPod';

const image = 'registry.example.com/nlp/bert:1.4';

interface Given {
  metadata?: Record<string, unknown>;
  spec?: Record<string, unknown>;
  status: Record<string, unknown>;
}

function pod({ metadata, spec, status }: Given): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'bert-node-0-0-x7k2p',
      namespace: 'team-nlp',
      uid: '0f8fad5b-d9cb-469f-a165-70867728950e',
      creationTimestamp: '2026-09-01T08:00:00Z',
      ...metadata,
    },
    spec: {
      nodeName: 'gpu-7',
      containers: [
        {
          name: 'node',
          image,
          resources: { limits: { memory: '16Gi', 'nvidia.com/gpu': 8 } },
        },
      ],
      ...spec,
    },
    status: { startTime: '2026-09-01T08:00:05Z', ...status },
  };
}

/** A status of the container `node`. */
function container(
  state: Record<string, unknown>,
  over: Record<string, unknown> = {},
) {
  return { name: 'node', image, ready: false, restartCount: 0, state, ...over };
}

const waiting = (reason: string, message?: string) => ({
  waiting: { reason, message },
});
const terminated = (exitCode: number, reason = 'Error', message?: string) => ({
  terminated: {
    exitCode,
    reason,
    message,
    startedAt: '2026-09-01T08:01:00Z',
    finishedAt: '2026-09-01T08:30:00Z',
  },
});
const notScheduled = (message: string) => ({
  phase: 'Pending',
  startTime: undefined,
  conditions: [
    { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message },
  ],
});
const pending = (
  state: Record<string, unknown>,
  over?: Record<string, unknown>,
) => ({
  phase: 'Pending',
  containerStatuses: [container(state, over)],
});
const failed = (state: Record<string, unknown>) => ({
  phase: 'Failed',
  containerStatuses: [container(state)],
});

const cases: [title: string, given: Given, expected: Partial<Pod>][] = [
  [
    'waits for the scheduler',
    { spec: { nodeName: undefined }, status: { phase: 'Pending' } },
    {
      phase: 'Pending',
      reason: 'NotScheduled',
      message: 'Waits for the scheduler.',
    },
  ],
  [
    'finds no node with free GPUs',
    {
      spec: { nodeName: undefined },
      status: notScheduled(
        '0/12 nodes are available: 1 node(s) were unschedulable, 3 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 8 Insufficient nvidia.com/gpu. preemption: 0/12 nodes are available: 4 Preemption is not helpful for scheduling, 8 No preemption victims found for incoming pod.',
      ),
    },
    {
      reason: 'Unschedulable',
      message:
        'None of 12 nodes can take it: 1 is closed for new pods, 3 are kept for other pods by the taint node-role.kubernetes.io/control-plane, 8 have too little free nvidia.com/gpu.',
    },
  ],
  [
    'finds no node at all that fits, and says what it does not know as it is',
    {
      spec: { nodeName: undefined },
      status: notScheduled(
        "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 cannot allocate all claims, 1 node(s) had a strange, new reason.",
      ),
    },
    {
      message:
        'None of 3 nodes can take it: 1 is not of the kind that it demands, 1 cannot give it all devices that it claims, 1 node(s) had a strange, new reason.',
    },
  ],
  [
    'waits for a volume claim that is missing',
    {
      spec: { nodeName: undefined },
      status: notScheduled(
        '0/3 nodes are available: persistentvolumeclaim "data" not found.',
      ),
    },
    { message: 'Its volume claim data does not exist.' },
  ],
  [
    'is held by a gate',
    {
      spec: {
        nodeName: undefined,
        schedulingGates: [{ name: 'kueue.x-k8s.io/admission' }],
      },
      status: {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' },
        ],
      },
    },
    { reason: 'SchedulingGated', message: 'Waits until Kueue admits it.' },
  ],
  [
    'is held by a gate that is not known',
    {
      spec: {
        nodeName: undefined,
        schedulingGates: [{ name: 'example.com/licence' }],
      },
      status: { phase: 'Pending' },
    },
    { message: 'Waits until the gate example.com/licence is opened.' },
  ],
  [
    'is being prepared',
    { status: pending(waiting('ContainerCreating')) },
    {
      reason: 'ContainerCreating',
      message:
        'Its container node is being prepared: its image, volumes and network.',
    },
  ],
  [
    'cannot pull an image that is not there',
    {
      status: pending(
        waiting(
          'ErrImagePull',
          `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference: not found`,
        ),
      ),
    },
    {
      reason: 'ErrImagePull',
      message: `Its container node waits for its image ${image}, which cannot be pulled: the registry does not have it.`,
    },
  ],
  [
    'may not pull its image',
    {
      status: pending(
        waiting(
          'ImagePullBackOff',
          `Back-off pulling image "${image}": ErrImagePull: 401 Unauthorized`,
        ),
      ),
    },
    {
      reason: 'ImagePullBackOff',
      message: `Its container node waits for its image ${image}, which cannot be pulled: the registry refuses access; check the name and the image pull secret.`,
    },
  ],
  [
    'backs off from pulling without saying why',
    {
      status: pending(
        waiting('ImagePullBackOff', `Back-off pulling image "${image}"`),
      ),
    },
    {
      message: `Its container node waits for its image ${image}, which cannot be pulled.`,
    },
  ],
  [
    'names no image',
    {
      status: pending(waiting('InvalidImageName', "couldn't parse image name")),
    },
    {
      message: `Its container node cannot start: ${image} is not the name of an image.`,
    },
  ],
  [
    'lacks a secret',
    {
      status: pending(
        waiting('CreateContainerConfigError', 'secret "hf-token" not found'),
      ),
    },
    {
      reason: 'CreateContainerConfigError',
      message:
        'Its container node cannot be set up: secret "hf-token" not found.',
    },
  ],
  [
    'runs its init containers',
    {
      spec: {
        initContainers: [
          { name: 'fetch', image },
          { name: 'unpack', image },
        ],
      },
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          { ...container(terminated(0, 'Completed')), name: 'fetch' },
          {
            ...container({ running: { startedAt: '2026-09-01T08:02:00Z' } }),
            name: 'unpack',
          },
        ],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    },
    {
      reason: 'PodInitializing',
      message: 'Its init container unpack is running (2 of 2).',
    },
  ],
  [
    'fails in an init container',
    {
      spec: { initContainers: [{ name: 'fetch', image }] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          {
            ...container(waiting('CrashLoopBackOff'), {
              restartCount: 4,
              lastState: terminated(1),
            }),
            name: 'fetch',
          },
        ],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    },
    {
      reason: 'CrashLoopBackOff',
      message:
        'Its init container fetch keeps failing: it ended with exit code 1 (an error of the program; its log tells more); it was restarted 4 times.',
    },
  ],
  [
    'runs',
    {
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          container(
            { running: { startedAt: '2026-09-01T08:01:00Z' } },
            { ready: true },
          ),
        ],
      },
    },
    { phase: 'Running', reason: undefined, message: undefined },
  ],
  [
    'runs, but is not ready',
    {
      status: {
        phase: 'Running',
        conditions: [
          { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
        ],
        containerStatuses: [
          container({ running: { startedAt: '2026-09-01T08:01:00Z' } }),
        ],
      },
    },
    { reason: 'ContainersNotReady', message: 'Runs, but is not ready yet.' },
  ],
  [
    'runs again after it ran out of memory',
    {
      status: {
        phase: 'Running',
        containerStatuses: [
          container(
            { running: { startedAt: '2026-09-01T08:40:00Z' } },
            {
              ready: true,
              restartCount: 1,
              lastState: terminated(137, 'OOMKilled'),
            },
          ),
        ],
      },
    },
    {
      reason: 'OOMKilled',
      message:
        'Its container node runs, and it was restarted 1 time; before that it used more memory than its limit of 16Gi and was killed.',
    },
  ],
  [
    'keeps crashing',
    {
      status: {
        phase: 'Running',
        containerStatuses: [
          container(
            waiting(
              'CrashLoopBackOff',
              'back-off 5m0s restarting failed container',
            ),
            {
              restartCount: 9,
              lastState: terminated(139),
            },
          ),
        ],
      },
    },
    {
      reason: 'CrashLoopBackOff',
      message:
        'Its container node keeps failing: it ended with exit code 139 (SIGSEGV, a memory access error); it was restarted 9 times.',
    },
  ],
  [
    'ran out of memory',
    { status: failed(terminated(137, 'OOMKilled')) },
    {
      phase: 'Failed',
      reason: 'OOMKilled',
      message:
        'Its container node used more memory than its limit of 16Gi and was killed.',
    },
  ],
  [
    'was killed',
    { status: failed(terminated(137)) },
    {
      reason: 'Error',
      message:
        'Its container node ended with exit code 137 (SIGKILL, it was killed from outside).',
    },
  ],
  [
    'was asked to stop',
    { status: failed(terminated(143)) },
    {
      message:
        'Its container node ended with exit code 143 (SIGTERM, it was asked to stop).',
    },
  ],
  [
    'ended with an error that its termination log tells',
    {
      status: failed(
        terminated(
          1,
          'Error',
          'CUDA out of memory. Tried to allocate 2.00 GiB',
        ),
      ),
    },
    {
      message:
        'Its container node ended with exit code 1 (an error of the program; its log tells more): CUDA out of memory. Tried to allocate 2.00 GiB.',
    },
  ],
  [
    'has a command that is not in the image',
    {
      status: failed(
        terminated(
          128,
          'StartError',
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "torchrunn": executable file not found in $PATH: unknown',
        ),
      ),
    },
    {
      reason: 'StartError',
      message:
        'Its container node cannot start: its command torchrunn is not in the image.',
    },
  ],
  [
    'was evicted',
    {
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message:
          'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 9Gi.',
      },
    },
    {
      reason: 'Evicted',
      message: 'Was evicted: its node ran low on ephemeral-storage.',
    },
  ],
  [
    'was preempted, and its container ended for that reason',
    {
      status: {
        ...failed(terminated(143)),
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'PreemptionByScheduler',
            message:
              'default-scheduler: preempting to accommodate a higher priority pod',
          },
        ],
      },
    },
    {
      reason: 'Preempted',
      message:
        'Was preempted: it had to make room for a pod of higher priority.',
    },
  ],
  [
    'lost its node',
    {
      metadata: { deletionTimestamp: '2026-09-01T09:00:00Z' },
      status: {
        phase: 'Running',
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'DeletionByTaintManager',
          },
        ],
      },
    },
    { reason: 'NodeTainted', deleting: true },
  ],
  [
    'is being ended',
    {
      metadata: { deletionTimestamp: '2026-09-01T09:00:00Z' },
      status: { phase: 'Running' },
    },
    { reason: 'Terminating', message: 'Is being ended.', deleting: true },
  ],
  [
    'got no GPU from its node',
    {
      status: {
        phase: 'Failed',
        reason: 'UnexpectedAdmissionError',
        message:
          'Pod was rejected: Allocate failed due to requested number of devices unavailable for nvidia.com/gpu',
      },
    },
    {
      reason: 'UnexpectedAdmissionError',
      message:
        'Its node could not give it what it needs: Pod was rejected: Allocate failed due to requested number of devices unavailable for nvidia.com/gpu.',
    },
  ],
  [
    'came too late',
    {
      status: {
        phase: 'Failed',
        reason: 'OutOfnvidia.com/gpu',
        message: 'Pod was rejected',
      },
    },
    { message: 'Its node had no free nvidia.com/gpu left.' },
  ],
  [
    'took too long',
    {
      status: {
        phase: 'Failed',
        reason: 'DeadlineExceeded',
        message: 'Pod was active too long',
      },
    },
    { message: 'Took longer than its deadline and was stopped.' },
  ],
  [
    'failed, and nothing says why',
    { status: { phase: 'Failed' } },
    { reason: 'Failed', message: 'Failed, and no container tells why.' },
  ],
  [
    'finished',
    { status: { phase: 'Succeeded' } },
    { phase: 'Succeeded', message: undefined },
  ],
  [
    'is out of reach',
    { status: { phase: 'Unknown' } },
    { phase: 'Unknown', reason: 'Unknown' },
  ],
];

describe('readPod', () => {
  it.each(cases)('%s', (_, given, expected) => {
    const reading = {
      reason: undefined,
      message: undefined,
      ...readPod(pod(given)),
    };
    expect(reading).toMatchObject(expected);
  });

  it('reads what does not depend on the state', () => {
    const reading = readPod(
      pod({
        status: {
          phase: 'Running',
          containerStatuses: [
            container(
              { running: { startedAt: '2026-09-01T08:01:00Z' } },
              { ready: true, restartCount: 2 },
            ),
          ],
        },
      }),
    );
    expect(reading).toEqual({
      name: 'bert-node-0-0-x7k2p',
      namespace: 'team-nlp',
      uid: '0f8fad5b-d9cb-469f-a165-70867728950e',
      phase: 'Running',
      node: 'gpu-7',
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 8 },
      ],
      createdAt: '2026-09-01T08:00:00.000Z',
      startedAt: '2026-09-01T08:00:05.000Z',
      containers: [
        {
          name: 'node',
          type: 'main',
          image,
          state: 'running',
          ready: true,
          restartCount: 2,
          startedAt: '2026-09-01T08:01:00.000Z',
        },
      ],
    });
  });

  it('says how a container ended before it was restarted', () => {
    const { containers } = readPod(
      pod({
        status: {
          phase: 'Running',
          containerStatuses: [
            container(waiting('CrashLoopBackOff'), {
              restartCount: 2,
              lastState: terminated(127),
            }),
          ],
        },
      }),
    );
    expect(containers[0]?.lastTermination).toEqual({
      reason: 'Error',
      message: 'Ended with exit code 127 (the command was not found).',
      exitCode: 127,
      finishedAt: '2026-09-01T08:30:00.000Z',
    });
  });

  it.each([
    [
      {
        'jobset.sigs.k8s.io/replicatedjob-name': 'node',
        'batch.kubernetes.io/job-completion-index': '3',
      },
      'node',
      3,
    ],
    [
      {
        'jobset.sigs.k8s.io/replicatedjob-name': 'worker',
        'jobset.sigs.k8s.io/replicatedjob-replicas': '4',
        'jobset.sigs.k8s.io/job-index': '2',
        'batch.kubernetes.io/job-completion-index': '0',
      },
      'worker',
      2,
    ],
    [
      {
        'training.kubeflow.org/replica-type': 'worker',
        'training.kubeflow.org/replica-index': '1',
        'training.kubeflow.org/job-role': 'master',
      },
      'worker',
      1,
    ],
    [{ 'training.kubeflow.org/job-role': 'launcher' }, 'launcher', undefined],
    [{ component: 'predictor' }, 'predictor', undefined],
    [{ 'spark-role': 'executor', 'spark-exec-id': '2' }, 'executor', 2],
    [{ 'spark-exec-id': 'many' }, undefined, undefined],
  ])('knows what %j is for', (labels, role, rank) => {
    expect(readPod(pod({ metadata: { labels }, status: {} }))).toMatchObject({
      role,
      rank,
    });
  });

  it('knows the step of a workflow', () => {
    const annotations = {
      'workflows.argoproj.io/node-name': 'train-x7k2p.root.preprocess',
    };
    expect(readPod(pod({ metadata: { annotations }, status: {} })).role).toBe(
      'preprocess',
    );
  });

  it('reads any object whatsoever, and shows only clean text', () => {
    const real = cases.map(([, given]) => pod(given));
    fc.assert(
      fc.property(fc.oneof(arbitraryObject, damaged(real)), object => {
        const reading = readPod(object);
        expect(podSchema.strict().parse(reading)).toEqual(reading);
        const texts = [
          reading.message,
          reading.reason,
          reading.role,
          reading.node,
        ].concat(
          reading.containers.flatMap(one => [
            one.message,
            one.reason,
            one.lastTermination?.message,
          ]),
        );
        for (const text of texts) {
          expect(text === undefined ? undefined : cleanText(text, 10_000)).toBe(
            text,
          );
        }
        expect(JSON.stringify(reading).length).toBeLessThan(200_000);
      }),
      { numRuns: 500 },
    );
  });
});
