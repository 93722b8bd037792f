import { clientOf } from './testing/clientOf';
import { FakePipelinesApi } from './testing/FakePipelinesApi';
import { compiled, simulatedRun } from './testing/simulated';

const api2 = '/apis/v2beta1';
const healthz = `GET ${api2}/healthz`;

describe('runs', () => {
  it('are made of a version, or of its specification where caching is off', async () => {
    await using api = await FakePipelinesApi.start();
    const caching = { cachingOptions: { enableCache: true } };
    const spec = {
      pipeline_spec: {
        root: { dag: { tasks: { a: { ...caching, x: 1 } } } },
        components: {
          'comp-a': { executorLabel: 'exec-a' },
          'comp-b': { dag: { tasks: { b: caching, c: 'odd' } } },
        },
      },
      platform_spec: { platforms: {} },
    };
    api
      .on(`POST ${api2}/runs`, { json: { run_id: 'r', state: 'PENDING' } })
      .on(`GET ${api2}/pipelines/p/versions/v`, {
        json: { pipeline_version_id: 'v', pipeline_spec: spec },
      });
    await using client = await clientOf(api.url);
    const request = {
      name: 'nightly',
      experimentId: 'e',
      pipelineId: 'p',
      versionId: 'v',
      parameters: { epochs: 3 },
      serviceAccount: 'editor',
    };
    expect(await client.createRun(request, {})).toMatchObject({
      id: 'r',
      state: 'pending',
    });
    expect(JSON.parse(api.last.body)).toEqual({
      display_name: 'nightly',
      experiment_id: 'e',
      service_account: 'editor',
      runtime_config: { parameters: { epochs: 3 } },
      pipeline_version_reference: {
        pipeline_id: 'p',
        pipeline_version_id: 'v',
      },
    });
    await client.createRun({ ...request, cache: false }, {});
    const off = { cachingOptions: { enableCache: false } };
    expect(JSON.parse(api.last.body).pipeline_spec).toEqual({
      pipeline_spec: {
        root: { dag: { tasks: { a: { ...off, x: 1 } } } },
        components: {
          'comp-a': { executorLabel: 'exec-a' },
          'comp-b': { dag: { tasks: { b: off, c: 'odd' } } },
        },
      },
      platform_spec: { platforms: {} },
    });
    for (const nothing of [
      { name: 'a' },
      { name: 'a', pipelineId: 'p', cache: false },
    ]) {
      await expect(client.createRun(nothing, {})).rejects.toMatchObject({
        kind: 'invalid',
      });
    }
  });

  it('are commanded by the words of the API', async () => {
    await using api = await FakePipelinesApi.start();
    const verbs = ['archive', 'unarchive', 'retry', 'terminate'];
    for (const verb of verbs) {
      api.on(`POST ${api2}/runs/r:${verb}`, { json: {} });
    }
    api.on(`POST ${api2}/experiments/e:unarchive`, { json: {} });
    api.on(`POST ${api2}/recurringruns/q:disable`, { text: '' });
    await using client = await clientOf(api.url);
    await client.commandRun('r', 'archive', {});
    await client.commandRun('r', 'restore', {});
    await client.commandRun('r', 'retry', {});
    await client.commandRun('r', 'terminate', {});
    await client.commandExperiment('e', 'restore', {});
    await client.commandRecurringRun('q', 'disable', {});
    expect(api.requests).toHaveLength(6);
    await expect(client.commandRun('s', 'retry', {})).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('recur as often as is asked, by one clock', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(`POST ${api2}/recurringruns`, { json: { recurring_run_id: 'q' } });
    await using client = await clientOf(api.url);
    const request = { name: 'nightly', pipelineId: 'p' };
    await client.createRecurringRun(
      {
        ...request,
        namespace: 'team-a',
        trigger: { intervalSeconds: 3600, startAt: '2026-11-01T00:00:00Z' },
        maxConcurrency: 2,
        enabled: false,
      },
      {},
    );
    expect(JSON.parse(api.last.body)).toMatchObject({
      namespace: 'team-a',
      trigger: {
        periodic_schedule: {
          interval_second: '3600',
          start_time: '2026-11-01T00:00:00Z',
        },
      },
      max_concurrency: '2',
      no_catchup: true,
      mode: 'DISABLE',
    });
    await expect(
      client.createRecurringRun({ ...request, trigger: {} }, {}),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('have their tasks from wherever the server keeps them', async () => {
    await using api = await FakePipelinesApi.start();
    const { spec, details, tasks } = simulatedRun(compiled('artifacts'));
    const metric = (name: string, number_value: number) => ({
      artifact_id: name,
      name,
      type: 'Metric',
      number_value,
      created_at: '1970-01-01T00:00:00Z',
    });
    const first = tasks.find(task => task.type === 'RUNTIME');
    Object.assign(first ?? {}, {
      status_metadata: { message: 'exit \u001b[31m1' },
      inputs: {
        parameters: [
          {
            parameter_key: 'rates',
            value: 2,
            producer: { task_name: 'loop', iteration: '1' },
          },
          {
            parameter_key: 'rates',
            value: 1,
            producer: { task_name: 'loop', iteration: '0' },
          },
          { parameter_key: 'epochs', value: 3 },
        ],
      },
      outputs: {
        artifacts: [
          {
            artifact_key: 'metrics',
            artifacts: [metric('accuracy', 0.9), metric('loss', 0.1)],
          },
          {
            artifact_key: 'table',
            artifacts: [
              {
                artifact_id: 't',
                name: 'table',
                type: 'Dataset',
                uri: 's3://b/t.csv',
              },
            ],
          },
        ],
      },
    });
    const list = `GET ${api2}/runs/r/tasks`;
    api
      .on(`GET ${api2}/runs/r`, {
        json: {
          run_id: 'r',
          state: 'SUCCEEDED',
          run_details: { task_details: details },
        },
      })
      .on(healthz, { json: {} });
    await using old = await clientOf(api.url);
    const record = await old.getRun('r', {});
    const fromDetails = await old.listTasks(record, spec, {});

    api
      .on(`GET ${api2}/artifacts`, { json: {} })
      .on(
        list,
        { json: { tasks: tasks.slice(0, 2), next_page_token: 'n' } },
        { json: { tasks: tasks.slice(2) } },
        { json: {} },
      );
    await using recent = await clientOf(api.url);
    const fromTasks = await recent.listTasks(record, spec, {});
    expect(api.last.query).toEqual({ page_size: '200', page_token: 'n' });
    expect(fromTasks.map(({ path }) => path).sort()).toEqual(
      fromDetails.map(({ path }) => path).sort(),
    );
    expect(fromTasks.find(({ id }) => id === first?.task_id)).toMatchObject({
      message: 'exit 1',
      podNames: ['prepare-0'],
      inputs: [
        { name: 'rates', value: [1, 2], producer: 'loop' },
        { name: 'epochs', value: 3 },
      ],
      outputs: [
        {
          name: 'metrics',
          artifacts: [
            {
              id: 'accuracy',
              type: 'system.Metrics',
              preview: 'metrics',
              metadata: { accuracy: 0.9, loss: 0.1 },
            },
          ],
        },
        { name: 'table', artifacts: [{ id: 't', preview: 'table' }] },
      ],
    });
    // A run from before the server was upgraded.
    expect(await recent.listTasks(record, spec, {})).toEqual(fromDetails);
  });
});
