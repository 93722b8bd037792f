import { mockCredentials } from '@backstage/backend-test-utils';
import {
  runDetailSchema,
  runDiagnosisResponseSchema,
  runPodsResponseSchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { gzipSync } from 'node:zlib';
import { eventually } from '../../testing/eventually';
import type { FakeApiServer } from '../../testing/FakeApiServer';
import { trainJob } from '../../testing/objects';
import { allowOnly } from '../../testing/permissions';
import { seeded, seedTasks, twoTasks } from '../../testing/pipelinesObjects';
import { PipelinesSetting } from '../../testing/startPipelines';

const run = `/runs/${seeded.run}`;

/** The engine's side of the run: a workflow, its pods, events about them, and jobs that its tasks started. */
function seedCluster(cluster: FakeApiServer, packed = false): void {
  const labels = { 'pipeline/runid': seeded.run };
  const nodes = {
    'flowers-x-1': {
      id: 'flowers-x-1',
      name: 'flowers-x.root.train.executor',
      displayName: 'executor',
      type: 'Pod',
      phase: 'Failed',
      message: 'main: Error (exit code 1)',
      finishedAt: '2026-11-20T09:00:00Z',
    },
  };
  const { metadata } = cluster.put('workflows', {
    metadata: { name: 'flowers-x', namespace: 'kubeflow', labels },
    status: {
      phase: 'Failed',
      ...(packed
        ? {
            compressedNodes: gzipSync(JSON.stringify(nodes)).toString('base64'),
          }
        : { nodes }),
    },
  });
  const pod = (
    name: string,
    node: string,
    role: string | undefined,
    over: object,
  ) =>
    cluster.put('pods', {
      metadata: {
        name,
        namespace: 'kubeflow',
        uid: name,
        labels,
        annotations: {
          'workflows.argoproj.io/node-name': `flowers-x.root.${node}`,
          ...(role && { 'pipelines.kubeflow.org/runtime-role': role }),
        },
      },
      spec: { containers: [{ name: 'main', image: 'python:3.12' }] },
      ...over,
    });
  pod('flowers-x-driver-9', 'train-driver', 'driver', {
    status: { phase: 'Succeeded' },
  });
  pod('flowers-x-impl-1', 'train.executor', undefined, {
    status: {
      phase: 'Failed',
      containerStatuses: [
        {
          name: 'main',
          restartCount: 0,
          state: {
            terminated: {
              exitCode: 1,
              reason: 'Error',
              finishedAt: '2026-11-20T09:00:00Z',
            },
          },
        },
      ],
    },
  });
  // Of somebody else, in the same namespace.
  cluster.put('pods', {
    metadata: { name: 'other', namespace: 'kubeflow', uid: 'other' },
    spec: { containers: [{ name: 'main' }] },
    status: { phase: 'Running' },
  });
  cluster.put('events', {
    metadata: { name: 'one', namespace: 'kubeflow' },
    involvedObject: {
      kind: 'Pod',
      name: 'flowers-x-impl-1',
      uid: 'flowers-x-impl-1',
    },
    reason: 'BackOff',
    message: 'about the pod',
    type: 'Warning',
  });
  cluster.put('events', {
    metadata: { name: 'two', namespace: 'kubeflow' },
    involvedObject: { kind: 'Pod', name: 'other', uid: 'other' },
    message: 'about another',
  });
  const job = (name: string, over: object, namespace = 'kubeflow') =>
    cluster.put('trainjobs', {
      ...trainJob(name, {
        namespace,
        over: name === 'labelled' ? 'Failed' : undefined,
      }),
      metadata: { name, namespace, ...over },
    });
  job('labelled', {
    labels: { ...labels, 'kubeflow.org/pipeline-task': 'train' },
  });
  job('of-the-pod', {
    ownerReferences: [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        name: 'flowers-x-impl-1',
        uid: 'flowers-x-impl-1',
      },
    ],
  });
  job('of-the-workflow', {
    ownerReferences: [
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Workflow',
        name: 'flowers-x',
        uid: metadata?.uid,
      },
    ],
  });
  job('unrelated', {});
  // Anybody can write any label in a namespace of their own.
  job('elsewhere', { labels }, 'team-b');
  cluster.podLogs.write(
    'flowers-x-impl-1/main',
    'Traceback (most recent call last):',
    '  File "/train.py", line 7, in <module>',
    '    fit(data)',
    'ValueError: no petals',
  );
  cluster.podLogs.end('flowers-x-impl-1/main');
}

const followed = async ({ portal }: PipelinesSetting) =>
  eventually(async () => {
    expect((await portal.list('?kind=trainjob&kind=workflow')).total).toBe(6);
  });

describe("a run's page", () => {
  it('has the run, its specification and its tasks, whatever was deleted meanwhile', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedTasks });
    const { api } = setting;
    const detail = async () =>
      runDetailSchema.parse((await setting.ask(run)).body);
    expect(await detail()).toMatchObject({
      run: {
        id: seeded.run,
        state: 'failed',
        experimentName: 'nightly',
        pipelineName: 'flowers',
        versionName: 'first',
      },
      parameters: { secret: 'hunter2' },
      spec: twoTasks,
      taskModel: 'tasks',
      tasks: expect.arrayContaining([
        expect.objectContaining({
          path: 'train',
          type: 'executor',
          state: 'failed',
        }),
      ]),
      warnings: [],
    });
    // While it goes on it is read every few seconds; the specification stays as it is.
    const before = api.asked().length;
    await detail();
    expect(
      api
        .asked()
        .slice(before)
        .filter(path => path.includes('/versions')),
    ).toEqual([]);

    api.add('runs', {
      run_id: 'r-orphan',
      display_name: 'orphan',
      state: 'SUCCEEDED',
      experiment_id: 'e-gone',
      pipeline_version_reference: {
        pipeline_id: 'p-gone',
        pipeline_version_id: 'v-gone',
      },
    });
    const orphan = await setting.ask('/runs/r-orphan');
    expect(orphan).toMatchObject({
      status: 200,
      body: {
        run: { id: 'r-orphan', pipelineId: 'p-gone' },
        warnings: [
          {
            message: expect.stringMatching(/version.*was deleted.*as they ran/),
          },
        ],
      },
    });
    expect(orphan.body).not.toHaveProperty('spec');

    api.fault = ({ path }) =>
      path.endsWith('/tasks') ? { status: 500, body: {} } : undefined;
    expect(await detail()).toMatchObject({
      run: { id: seeded.run },
      tasks: [],
      warnings: [
        { message: expect.stringMatching(/tasks of this run cannot be read/) },
      ],
    });
  });

  it('has the pods of the run, each with its task, events, and the jobs that tasks started', async () => {
    await using setting = await PipelinesSetting.start({
      seed: seedTasks,
      kubeflow: { children: { linger: { seconds: 20 } } },
    });
    const { cluster } = setting;
    seedCluster(cluster);
    await followed(setting);
    const read = async () => {
      const { status, body } = await setting.ask(`${run}/pods`);
      expect(status).toBe(200);
      return runPodsResponseSchema.parse(body);
    };
    const { items, events, launched, warnings } = await read();
    expect(warnings).toEqual([]);
    expect(
      items.map(({ name, taskId, use }) => [name, taskId, use]).sort(),
    ).toEqual([
      ['flowers-x-driver-9', 't-train', 'driver'],
      ['flowers-x-impl-1', 't-train', 'executor'],
    ]);
    expect(events.map(({ message }) => message)).toEqual(['about the pod']);
    expect(launched.map(({ name, taskId }) => [name, taskId]).sort()).toEqual([
      ['labelled', 't-train'],
      ['of-the-pod', 't-train'],
      ['of-the-workflow', undefined],
    ]);
    expect(launched[0]).toMatchObject({
      kind: 'trainjob',
      namespace: 'kubeflow',
      accelerators: [expect.objectContaining({ count: 2 })],
    });

    // All who look share a watch, which shows what happens next.
    await Promise.all([read(), read(), read()]);
    await eventually(() => expect(cluster.watches('pods')).toBe(1));
    expect(
      cluster.requests.filter(
        ({ path, query }) => /\/pods$/.test(path) && !query.has('watch'),
      ),
    ).toHaveLength(1);
    cluster.delete('pods', 'kubeflow', 'flowers-x-driver-9');
    await eventually(async () => expect((await read()).items).toHaveLength(1));
    // A job that a pod owns is no page of a pod.
    const owned = await setting.portal.fetch(
      '/v1/workloads/dev/kubeflow/trainjob/of-the-pod',
    );
    expect(await owned.json()).not.toHaveProperty('parent');
  });

  it('says what it cannot read of the cluster, and shows the rest', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedTasks });
    setting.cluster.fault = ({ path }) =>
      /\/pods$/.test(path)
        ? {
            status: 403,
            body: {
              kind: 'Status',
              code: 403,
              message: 'pods is forbidden: cannot list',
            },
          }
        : undefined;
    const { status, body } = await setting.ask(`${run}/pods`);
    expect(status).toBe(200);
    expect(runPodsResponseSchema.parse(body)).toMatchObject({
      items: [],
      warnings: [
        {
          code: 'children-unavailable',
          message: expect.stringMatching(/pods of this run.*forbidden/),
        },
      ],
    });
  });

  it.each([
    ['in the object', false],
    ['packed', true],
  ])('says why the run failed, with nodes %s', async (_, packed) => {
    await using setting = await PipelinesSetting.start({ seed: seedTasks });
    seedCluster(setting.cluster, packed);
    await followed(setting);
    const { body } = await setting.ask(`${run}/diagnosis`);
    const { items } = runDiagnosisResponseSchema.parse(body);
    expect(items[0]).toMatchObject({
      rule: 'python-exception',
      taskId: 't-train',
      taskName: 'train',
      severity: 'failure',
      pod: 'flowers-x-impl-1',
      title: expect.stringContaining('no petals'),
    });
    expect(items[0].evidence).toContainEqual(
      expect.objectContaining({
        source: 'log',
        text: expect.stringContaining('ValueError: no petals'),
      }),
    );
  });

  it('says why without logs to who may not read those', async () => {
    await using setting = await PipelinesSetting.start({
      seed: seedTasks,
      features: [allowOnly('kubeflow.pipeline.read', 'kubeflow.workload.read')],
    });
    seedCluster(setting.cluster);
    await followed(setting);
    const { body } = await setting.ask(`${run}/diagnosis`);
    const { items } = runDiagnosisResponseSchema.parse(body);
    expect(items.map(({ rule }) => rule)).toEqual([
      'exit-code',
      'launched-workload',
    ]);
    expect(items[1]).toMatchObject({
      severity: 'failure',
      taskId: 't-train',
      title: 'TrainJob labelled, which it started, failed.',
      evidence: [{ text: expect.stringMatching(/jobset is over/i) }],
    });
    expect(JSON.stringify(body)).not.toContain('petals');
    expect(
      await setting.error(`${run}/pods/flowers-x-impl-1/logs/main`),
    ).toEqual([403, expect.stringContaining("'kubeflow.log.read'")]);
  });

  it('tells causes from consequences, and who ended a run', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedTasks });
    const { api } = setting;
    const task = (name: string, state: string) => ({
      task_id: `t-${name}`,
      name,
      type: 'RUNTIME',
      parent_task_id: 't-root',
      scope_path: ['root', name],
      state,
      end_time: '2026-11-20T09:00:00Z',
      ...(state === 'FAILED' && {
        status_metadata: { message: 'OOMKilled (exit code 137)' },
      }),
    });
    api.tasks = {
      [seeded.run]: [
        { ...task('root', 'FAILED'), type: 'ROOT', scope_path: ['root'] },
        task('prepare', 'FAILED'),
      ],
    };
    const { body } = await setting.ask(`${run}/diagnosis`);
    const { items } = runDiagnosisResponseSchema.parse(body);
    expect(
      items.map(({ rule, taskName, consequence }) => [
        rule,
        taskName,
        consequence ?? false,
      ]),
    ).toEqual([
      ['out-of-memory', 'prepare', false],
      ['upstream-failed', 'train', true],
    ]);
    expect(items[1].title).toContain('prepare');

    await setting.ask(`${run}/commands/terminate`, {
      method: 'POST',
      headers: {
        authorization: mockCredentials.user.header('user:default/alice'),
      },
    });
    Object.assign(api.rows.runs[0], { state: 'CANCELED' });
    api.tasks = {};
    const ended = await setting.ask(`${run}/diagnosis`);
    expect(runDiagnosisResponseSchema.parse(ended.body).items).toEqual([
      expect.objectContaining({
        rule: 'cancelled',
        title: expect.stringContaining('user:default/alice'),
      }),
    ]);
  });

  it('gives the logs of its own pods, and of no others', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedTasks });
    seedCluster(setting.cluster);
    await followed(setting);
    const own = `${run}/pods/flowers-x-impl-1/logs/main`;
    const stream = await setting.ask(`${own}?follow=false`);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.body).toContain('ValueError: no petals');
    const download = await setting.ask(`${own}/download`);
    expect(download.body).toContain('ValueError: no petals');
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/);
    const asked = setting.cluster.requests.length;
    for (const path of [
      `${run}/pods/other/logs/main`,
      `${run}/pods/x/logs/main`,
    ]) {
      for (const way of [path, `${path}/download`]) {
        expect(await setting.error(way)).toEqual([
          404,
          expect.stringMatching(/has no pod/),
        ]);
      }
    }
    expect(
      setting.cluster.requests
        .slice(asked)
        .filter(({ path }) => path.endsWith('/log')),
    ).toEqual([]);
  });

  it('gives what was put away of the log of a pod that is gone', async () => {
    const pod = 'flowers-x7k2p-system-container-impl-708558734';
    const key = `private-artifacts/kubeflow/flowers-x7k2p/2026/11/20/${pod}/main.log`;
    let log: string | undefined = 'epoch 1\nepoch 2\nall petals counted\n';
    await using setting = await PipelinesSetting.start({
      seed: api => {
        seedTasks(api);
        api.tasks![seeded.run][1].pods = [{ name: pod, type: 'EXECUTOR' }];
        api.fault = ({ path }) => {
          if (/\/log$/.test(path)) {
            return {
              status: 200,
              body: { error_message: 'no manifest', error_details: 'none' },
            };
          }
          if (!path.startsWith('/mlpipeline/')) {
            return undefined;
          }
          return log !== undefined && path === `/mlpipeline/${key}`
            ? { status: 200, text: log, type: 'application/octet-stream' }
            : { status: 404, text: '<Error><Code>NoSuchKey</Code></Error>' };
        };
      },
      objectStore: true,
    });
    seedCluster(setting.cluster);
    await followed(setting);
    const gone = `${run}/pods/${pod}/logs`;
    const stream = await setting.ask(`${gone}/main`);
    expect(stream.status).toBe(200);
    expect(stream.body).toContain('all petals counted');
    expect(stream.body).toMatch(
      /"type":"end","reason":"complete","message":"[^"]*is gone\. This is its log from the archive/,
    );
    const download = await setting.ask(`${gone}/main/download`);
    expect(download.body).toBe(log);

    // Of its other containers, and of pods that no task had, there is none; nobody asks for them.
    const before = setting.api.requests.length;
    for (const path of [
      `${gone}/wait`,
      `${run}/pods/other-abcde-system-container-impl-1/logs/main`,
    ]) {
      expect(await setting.error(path)).toEqual([
        404,
        expect.stringMatching(/has no pod/),
      ]);
    }
    expect(
      setting.api.requests
        .slice(before)
        .filter(({ path }) => path.includes('.log')),
    ).toEqual([]);

    log = undefined;
    expect(await setting.error(`${gone}/main/download`)).toEqual([
      404,
      expect.stringMatching(/no log of pod .*no manifest/),
    ]);
  });

  it('is explained by what was put away of its log when its pod is gone', async () => {
    const pod = 'flowers-x7k2p-system-container-impl-708558734';
    let log = [
      'epoch 1',
      'Traceback (most recent call last):',
      '  File "/app/train.py", line 40, in fit',
      '    petals[7]',
      'IndexError: list index out of range',
      'F1120 09:00:00.000001 1 main.go:50] failed to execute component: exit status 1',
    ].join('\n');
    await using setting = await PipelinesSetting.start({
      seed: api => {
        seedTasks(api);
        const task = api.tasks![seeded.run][2];
        task.pods = [{ name: pod, type: 'EXECUTOR' }];
        task.status_metadata = { message: 'exit status 1' };
        api.fault = ({ path }) =>
          path.startsWith('/mlpipeline/')
            ? path.endsWith(`${pod}/main.log`)
              ? { status: 200, text: log, type: 'application/octet-stream' }
              : { status: 404, text: '<Error><Code>NoSuchKey</Code></Error>' }
            : undefined;
      },
      objectStore: true,
    });
    await eventually(async () => {
      const { body } = await setting.ask(`${run}/diagnosis`);
      expect(body).toMatchObject({
        items: [
          {
            rule: 'python-exception',
            taskName: 'train',
            title: 'Its program ended with IndexError: list index out of range',
            pod,
            container: 'main',
          },
        ],
      });
    });

    // A log that says nothing adds nothing.
    log = 'epoch 1';
    await vi.waitFor(async () => {
      const { body } = await setting.ask(`${run}/diagnosis`);
      expect(body).toMatchObject({
        items: [{ rule: 'engine-message', taskName: 'train' }],
      });
    }, 60_000);
  });
});

describe('an artifact', () => {
  const content = `${run}/artifacts/${seeded.artifact}/content`;
  const script = '<script>alert(document.cookie)</script>';
  const start = (bytes = script) =>
    PipelinesSetting.start({
      seed: api => {
        seedTasks(api);
        api.fault = ({ path }) =>
          path.endsWith(':read')
            ? {
                status: 200,
                body: { data: Buffer.from(bytes).toString('base64') },
              }
            : undefined;
      },
    });

  it('never runs as a page of the portal, and is downloaded as what it is: bytes', async () => {
    await using setting = await start();
    expect(
      await setting.ask(`${run}/artifacts/${seeded.artifact}`),
    ).toMatchObject({
      status: 200,
      body: { id: seeded.artifact, preview: 'html' },
    });
    const shown = await setting.ask(content);
    expect(shown).toMatchObject({ status: 200, body: script });
    const policy = shown.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox;/);
    expect(policy).not.toMatch(/allow-|script/);
    expect(policy).toContain("default-src 'none'");
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-disposition')).toBe(
      'inline; filename="report.html"',
    );

    const saved = await setting.ask(`${content}?download=true`);
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
    expect(saved.headers.get('content-disposition')).toBe(
      'attachment; filename="report.html"',
    );
    expect(saved.headers.get('content-security-policy')).toMatch(/^sandbox/);
  });

  it('is cut where it was asked to be, and says so', async () => {
    await using setting = await start('x'.repeat(5000));
    const { status, body, headers } = await setting.ask(
      `${content}?maxBytes=100`,
    );
    expect(status).toBe(206);
    expect(body).toBe('x'.repeat(100));
    expect(headers.get('content-range')).toBe('bytes 0-99/*');
    expect(await setting.error(`${content}?maxBytes=0`)).toEqual([
      400,
      expect.stringContaining("'maxBytes'"),
    ]);
  });

  it('of another run is not there', async () => {
    await using setting = await start();
    setting.api.add('runs', { run_id: 'r-2', display_name: 'two' });
    setting.api.rows.artifacts.length = 0;
    expect(
      (await setting.error(`/runs/r-2/artifacts/${seeded.artifact}`))[0],
    ).toBe(404);
    expect((await setting.error(`/runs/nope/artifacts/x/content`))[0]).toBe(
      404,
    );
  });
});
