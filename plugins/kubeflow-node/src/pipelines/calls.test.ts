import { clientOf } from './testing/clientOf';
import { FakePipelinesApi } from './testing/FakePipelinesApi';

const api2 = '/apis/v2beta1';
const yaml =
  'pipelineInfo: { name: "größe" }\nroot: { dag: {} }\n# --boundary\n';
const healthz = `GET ${api2}/healthz`;

describe('what a server says of itself', () => {
  it.each([
    ['details', { status: 404, json: { code: 5, message: 'Not Found' } }],
    ['details', { status: 501, json: { code: 12, message: 'Unimplemented' } }],
    ['tasks', { json: { artifacts: [] } }],
    ['tasks', { status: 400, json: { code: 3, message: 'No namespace' } }],
    ['tasks', { status: 403, json: { code: 7, message: 'No' } }],
  ])(
    '%s, by what it makes of the list of artifacts',
    async (taskModel, answer) => {
      await using api = await FakePipelinesApi.start();
      api
        .on(healthz, { json: { tag_name: '2.17.0', multi_user: true } })
        .on(`GET ${api2}/artifacts`, answer);
      await using client = await clientOf(api.url);
      const [info] = await Promise.all([client.info({}), client.info({})]);
      expect(info).toEqual({ version: '2.17.0', multiUser: true, taskModel });
      expect(await client.info({})).toEqual(info);
      expect(api.requests).toHaveLength(2);
    },
  );

  it('is asked again after it could not say', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(
      healthz,
      { status: 503, text: 'no healthy upstream' },
      { json: { tag_name: 'unknown', commit_sha: 'abc' } },
    );
    await using client = await clientOf(api.url);
    await expect(client.info({})).rejects.toMatchObject({
      kind: 'unreachable',
    });
    expect(await client.info({})).toEqual({
      version: 'abc',
      multiUser: false,
      taskModel: 'details',
    });
  });
});

describe('pipelines', () => {
  it('are uploaded as a form with one file', async () => {
    await using api = await FakePipelinesApi.start();
    api
      .on(`POST ${api2}/pipelines/upload`, { json: { pipeline_id: 'p' } })
      .on(`POST ${api2}/pipelines/upload_version`, {
        json: { pipeline_id: 'p', pipeline_version_id: 'v' },
      });
    await using client = await clientOf(api.url);
    expect(
      await client.uploadPipeline(
        { name: 'Train & co', namespace: 'team-a', yaml, tags: { a: 'b' } },
        {},
      ),
    ).toEqual({ pipelineId: 'p' });
    expect(api.last.query).toEqual({
      name: 'Train & co',
      display_name: 'Train & co',
      namespace: 'team-a',
      tags: '{"a":"b"}',
    });
    const form = await new Response(api.last.body, {
      headers: { 'content-type': api.last.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('uploadfile') as File;
    expect([file.name, await file.text()]).toEqual(['pipeline.yaml', yaml]);
    expect(
      await client.uploadVersion(
        'p',
        { name: 'v2', yaml, description: 'd' },
        {},
      ),
    ).toEqual({ pipelineId: 'p', versionId: 'v' });
    expect(api.last.query).toEqual({
      name: 'v2',
      display_name: 'v2',
      description: 'd',
      pipelineid: 'p',
    });
  });

  it('that are none are not uploaded, since the API would never answer', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url);
    for (const [text, message] of [
      ['root: [1, 2\n', /^Line \d, column \d+: This is not valid YAML/],
      ['apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n', /^Line 2.*kfp 2/],
    ] as const) {
      await expect(
        client.uploadVersion('p', { name: 'a', yaml: text }, {}),
      ).rejects.toMatchObject({
        kind: 'invalid',
        message: expect.stringMatching(message),
      });
    }
    expect(api.requests).toEqual([]);
  });

  it('that are refused say what the API says', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(`POST ${api2}/pipelines/upload`, {
      status: 400,
      text: JSON.stringify({
        error_message: 'Failed to parse: unknown template format',
        error_details: 'goroutine 1 [running]',
      }),
      headers: { 'content-type': 'text/plain' },
    });
    await using client = await clientOf(api.url);
    await expect(
      client.uploadPipeline({ name: 'a', yaml }, {}),
    ).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringMatching(
        /HTTP 400: Failed to parse: unknown template format$/,
      ),
    });
  });

  it('go with their versions, also where the server does not do that by itself', async () => {
    await using api = await FakePipelinesApi.start();
    const versions = `${api2}/pipelines/p/versions`;
    api
      .on(
        `DELETE ${api2}/pipelines/p`,
        {
          status: 400,
          json: {
            code: 3,
            message:
              'Failed to delete pipeline as it has existing pipeline versions',
          },
        },
        { json: {} },
      )
      .on(
        `GET ${versions}`,
        { json: { pipeline_versions: [{ pipeline_version_id: 'v' }] } },
        { json: {} },
      )
      .on(`DELETE ${versions}/v`, { json: {} });
    await using client = await clientOf(api.url);
    await client.deletePipeline('p', {});
    expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      [
        `DELETE ${api2}/pipelines/p`,
        `GET ${versions}`,
        `DELETE ${versions}/v`,
        `GET ${versions}`,
        `DELETE ${api2}/pipelines/p`,
      ],
    );
    expect(api.requests[0]?.query).toEqual({ cascade: 'true' });
  });

  it('do not go round in circles when a version stays that was deleted', async () => {
    await using api = await FakePipelinesApi.start();
    const versions = `${api2}/pipelines/p/versions`;
    api
      .on(`DELETE ${api2}/pipelines/p`, {
        status: 400,
        json: { code: 3, message: 'it has existing pipeline versions' },
      })
      .on(`GET ${versions}`, {
        json: {
          pipeline_versions: [
            { pipeline_version_id: 'v', display_name: 'first' },
          ],
        },
      })
      .on(`DELETE ${versions}/v`, { json: {} });
    await using client = await clientOf(api.url);
    await expect(client.deletePipeline('p', {})).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/deleted the version 'first', and still/),
    });
  });
});
