import type { Diagnosis } from '../../api';
import { ended, failed, log, pod, programFailed } from './builders';
import type { Case } from './containers';

const like = (text: RegExp) => expect.stringMatching(text) as unknown as string;

/** What programs write before they end. */
export const programCases: Case[] = [
  {
    name: 'an exception, with the last frame of the user’s own file',
    input: programFailed(`
starting
Traceback (most recent call last):
  File "/app/train.py", line 88, in <module>
    main()
    ~~~~^^
  File "/app/train.py", line 42, in main
    model.fit(batch)
  File "/usr/lib/python3.12/site-packages/torch/nn/module.py", line 1511, in fit
    raise ValueError(msg)
ValueError: Expected more than 1 value per channel <script>alert(1)</script>`),
    expected: [
      {
        rule: 'python-exception',
        title:
          'Its program ended with ValueError: Expected more than 1 value per channel <script>alert(1)</script>',
        explanation: 'In /app/train.py, line 42, in main.',
        evidence: [
          expect.objectContaining({ source: 'log', line: 9 }),
          expect.objectContaining({
            source: 'log',
            line: 5,
            text: 'File "/app/train.py", line 42, in main\nmodel.fit(batch)',
          }),
        ] as unknown as Diagnosis['evidence'],
      },
    ],
  },
  {
    name: 'a chain of exceptions; one that was logged before and survived is left aside',
    input: programFailed(`
Traceback (most recent call last):
  File "/app/warm.py", line 1, in warm
OSError: could not warm the cache
going on
Traceback (most recent call last):
  File "/app/config.py", line 7, in load
    return data["lr"]
KeyError: 'lr'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/train.py", line 3, in <module>
    load()
  File "/app/config.py", line 9, in load
    raise ConfigProblem("bad configuration") from error
config.ConfigProblem: bad configuration`),
    expected: [
      {
        rule: 'python-exception',
        title: 'Its program ended with ConfigProblem: bad configuration',
        explanation:
          "In /app/config.py, line 9, in load. It began with KeyError: 'lr'",
      },
    ],
  },
  {
    name: 'a module that is not installed',
    input: programFailed(`
Traceback (most recent call last):
  File "/tmp/tmp.Xy/ephemeral_component.py", line 3, in train
    import sklearn.linear_model
ModuleNotFoundError: No module named 'sklearn'
time="2026-09-01T10:00:00Z" level=info msg="sub-process exited" argo=true error="exit status 1"
F0901 10:00:00.000000      19 main.go:106] failed to execute component: exit status 1`),
    expected: [
      {
        rule: 'python-exception',
        title:
          "Its program ended with ModuleNotFoundError: No module named 'sklearn'",
        advice: like(/sklearn.*packages_to_install/),
      },
    ],
  },
  {
    name: 'ranks that write to one log: the root cause that torchrun names',
    input: programFailed(`
[rank1]: Traceback (most recent call last):
[rank0]: Traceback (most recent call last):
[rank1]:   File "/app/train.py", line 10, in step
[rank0]:   File "/app/train.py", line 30, in sync
[rank1]:     loss.backward()
[rank0]:     dist.all_reduce(x)
[rank1]: RuntimeError: expected scalar type Half but found Float
[rank0]: torch.distributed.DistBackendError: NCCL error in: ProcessGroupNCCL.cpp
Traceback (most recent call last):
  File "/usr/local/bin/torchrun", line 8, in <module>
    sys.exit(main())
torch.distributed.elastic.multiprocessing.errors.ChildFailedError:
============================================================
train.py FAILED
Root Cause (first observed failure):
[0]:
  time      : 2026-09-01_10:00:00
  host      : bert-node-0-0
  rank      : 1 (local_rank: 1)
  exitcode  : 1 (pid: 33)`),
    expected: [
      {
        rule: 'python-exception',
        title:
          'Its program ended with RuntimeError: expected scalar type Half but found Float',
        explanation: 'In /app/train.py, line 10, in step, on rank 1.',
      },
    ],
  },
  {
    name: 'an exception in a group, in a margin',
    input: programFailed(`
  + Exception Group Traceback (most recent call last):
  |   File "/app/serve.py", line 5, in <module>
  |     run()
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/serve.py", line 2, in work
    |     raise TypeError("no")
    | TypeError: no
    +------------------------------------`),
    expected: [
      {
        rule: 'python-exception',
        title: 'Its program ended with TypeError: no',
      },
    ],
  },
  {
    name: 'a box, as rich draws it',
    input: programFailed(`
╭───────────── Traceback (most recent call last) ─────────────╮
│ /app/cli.py:12 in main                                      │
│    11     config = load()                                   │
╰─────────────────────────────────────────────────────────────╯
ZeroDivisionError: division by zero`),
    expected: [
      {
        rule: 'python-exception',
        title: 'Its program ended with ZeroDivisionError: division by zero',
        explanation: 'In /app/cli.py, line 12, in main.',
      },
    ],
  },
  {
    name: 'a GPU out of memory',
    input: programFailed(`
Traceback (most recent call last):
  File "/app/train.py", line 42, in main
    loss.backward()
torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of 79.15 GiB of which 1.20 GiB is free.`),
    expected: [
      {
        rule: 'cuda-out-of-memory',
        title: 'The memory of its GPU 0 was not enough.',
        explanation:
          'It needed another 2.50 GiB; the GPU has 79.15 GiB in all.',
        advice: like(/batches/),
      },
    ],
  },
  {
    name: 'a rank that waited, because another one ran out of memory',
    input: failed({
      pods: [
        pod({ status: ended(134, 'Error', undefined, '2026-09-01T10:10:00Z') }),
        pod({
          name: 'bert-node-0-1',
          rank: 1,
          memory: '8Gi',
          status: ended(137, 'OOMKilled'),
        }),
      ],
      logs: [
        log(
          '[rank0]:[E901 10:10:00.1 ProcessGroupNCCL.cpp:616] [Rank 0] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=5, OpType=_ALLGATHER_BASE, NumelIn=1, NumelOut=1, Timeout(ms)=600000) ran for 600060 milliseconds before timing out.',
        ),
      ],
    }),
    expected: [
      { rule: 'out-of-memory', pod: 'bert-node-0-1' },
      {
        rule: 'nccl-timeout',
        consequence: true,
        title:
          'Rank 0 waited 10 minutes for the other ranks in ALLGATHER_BASE and gave up.',
      },
    ],
  },
  {
    name: 'workers that never met',
    input: programFailed(`
Traceback (most recent call last):
  File "/app/train.py", line 9, in <module>
    dist.init_process_group("nccl")
torch.distributed.DistStoreError: Timed out after 601 seconds waiting for clients. 1/2 clients joined.`),
    expected: [
      {
        rule: 'nccl-timeout',
        title: 'Only 1 of 2 workers came together in time.',
      },
    ],
  },
  {
    name: 'a right that a service account lacks',
    input: programFailed(`
Traceback (most recent call last):
  File "/tmp/tmp.a/ephemeral_component.py", line 20, in launch
    client.train(name="bert")
kubernetes.client.exceptions.ApiException: (403)
Reason: Forbidden
HTTP response body: {"kind":"Status","message":"trainjobs.trainer.kubeflow.org is forbidden: User \\"system:serviceaccount:team-a:default-editor\\" cannot create resource \\"trainjobs\\" in API group \\"trainer.kubeflow.org\\" in the namespace \\"team-a\\""}`),
    expected: [
      {
        rule: 'permission',
        title:
          'The service account default-editor may not create trainjobs.trainer.kubeflow.org in team-a.',
      },
    ],
  },
  {
    name: 'a bucket that refuses',
    input: programFailed(`
Traceback (most recent call last):
  File "/app/data.py", line 4, in load
    s3.head_object(Bucket="b", Key="k")
botocore.exceptions.ClientError: An error occurred (403) when calling the HeadObject operation: Forbidden`),
    expected: [
      { rule: 'permission', title: 'The object store denies it HeadObject.' },
    ],
  },
  {
    name: 'no space left',
    input: programFailed(`
Traceback (most recent call last):
  File "/app/save.py", line 4, in save
OSError: [Errno 28] No space left on device: '/checkpoints/step-100.pt'`),
    expected: [
      {
        rule: 'disk-full',
        title: 'It could not write /checkpoints/step-100.pt: no space is left.',
      },
    ],
  },
  {
    name: 'a host that is not known; a refusal on the way that the program got over is left aside',
    input: programFailed(`
WARNING: 403 Client Error: Forbidden for url: https://mirror.example.com/x
Traceback (most recent call last):
  File "/app/data.py", line 4, in load
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='data.example.com', port=443): Max retries exceeded with url: / (Caused by NameResolutionError("Temporary failure in name resolution"))`),
    expected: [
      {
        rule: 'network',
        title: 'It could not find the host data.example.com.',
      },
    ],
  },
  {
    name: 'the end before the last restart, while it runs again',
    input: {
      subject: { kind: 'Notebook', name: 'lab' },
      reading: { state: 'running' },
      pods: [
        pod({
          phase: 'Running',
          status: {
            state: { running: {} },
            ready: true,
            lastState: {
              terminated: { exitCode: 1, reason: 'Error' },
            },
            restartCount: 2,
          },
        }),
      ],
      logs: [
        log('all is well'),
        log(
          'Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: x',
          {
            previous: true,
          },
        ),
      ],
    },
    expected: [
      {
        rule: 'python-exception',
        severity: 'warning',
        explanation: 'In a.py, line 1, in f. It was restarted 2 times.',
        evidence: expect.arrayContaining([
          expect.objectContaining({ source: 'log', previous: true, line: 2 }),
        ]) as unknown as Diagnosis['evidence'],
      },
    ],
  },
];
