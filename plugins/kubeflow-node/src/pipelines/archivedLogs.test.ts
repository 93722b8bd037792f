import { workflowOfPod } from './tasks/podNames';
import { clientOf } from './testing/clientOf';
import { FakePipelinesApi } from './testing/FakePipelinesApi';

const pod = 'train-x7k2p-retry-system-container-impl-708558734';
const request = {
  runId: 'r-1',
  pod,
  namespace: 'team-a',
  createdAt: '2026-11-23T12:00:00.000Z',
  maxBytes: 1000,
};
const store = (url: string, more: object = {}) => ({
  objectStore: {
    endpoint: url,
    accessKeyId: 'minio',
    secretAccessKey: 'minio123',
    ...more,
  },
});
const missing = { status: 404, text: '<Error><Code>NoSuchKey</Code></Error>' };
const dated = `train-x7k2p/2026/11/23/${pod}/main.log`;

describe('the log of a pod that is gone', () => {
  it('is looked for where the manifests of Kubeflow Pipelines let Argo put it, and its end is read', async () => {
    await using api = await FakePipelinesApi.start();
    api
      .on(`GET /mlpipeline/private-artifacts/team-a/${dated}`, missing)
      .on(`GET /mlpipeline/artifacts/${dated}`, missing)
      .on(`GET /mlpipeline/artifacts/train-x7k2p/${pod}/main.log`, {
        text: 'the end',
        status: 206,
        headers: { 'content-range': 'bytes 93-99/100' },
      });
    await using client = await clientOf(api.url, store(api.url));
    const { bytes, isTruncated } = await client.readArchivedLog(request, {});
    expect([Buffer.from(bytes).toString(), isTruncated]).toEqual([
      'the end',
      true,
    ]);
    expect(api.requests).toHaveLength(3);
    expect(api.last.headers.range).toBe('bytes=-1000');
  });

  it('is looked for where the configuration says, in the bucket that it names', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(`GET /logs/of/team-a/12/${pod}/main.log`, { text: 'found' });
    await using client = await clientOf(
      api.url,
      store(api.url, {
        bucket: 'logs',
        logKeys: [
          'of/{{workflow.namespace}}/{{workflow.creationTimestamp.H}}/{{pod.name}}/main.log',
        ],
      }),
    );
    const { bytes } = await client.readArchivedLog(request, {});
    expect(Buffer.from(bytes).toString()).toBe('found');
  });

  it('is never another object, whatever is said of the pod', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url, store(api.url));
    for (const namespace of ['team-b/theirs.log?', 'team-b/a#', 'b/../c']) {
      await client
        .readArchivedLog({ ...request, namespace, createdAt: undefined }, {})
        .catch(() => undefined);
      await client
        .readArchivedLog({ ...request, namespace }, {})
        .catch(() => undefined);
    }
    expect(
      api.requests
        .map(({ path }) => path)
        .filter(path => path.includes('private-artifacts')),
    ).toEqual([]);
  });

  it('comes through the API where there is no store, or nothing in it; its 200 may hide that it has nothing', async () => {
    await using api = await FakePipelinesApi.start();
    const route = `GET /apis/v1alpha1/runs/r-1/nodes/${pod}/log`;
    api.on(
      route,
      { text: '{"error": "printed by the program"}\n', headers: {} },
      {
        text: '{"error_message":"Failed to read logs for run r-1","error_details":"no such key"}',
        headers: {},
      },
    );
    await using client = await clientOf(api.url);
    const { bytes, isTruncated } = await client.readArchivedLog(request, {});
    expect([Buffer.from(bytes).toString(), isTruncated]).toEqual([
      '{"error": "printed by the program"}\n',
      false,
    ]);
    await expect(client.readArchivedLog(request, {})).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringMatching(/no log of pod .*Failed to read logs/),
    });
  });

  it('is its end, also where all of it comes', async () => {
    await using api = await FakePipelinesApi.start();
    const long = `${'x'.repeat(200_000)}the end`;
    api
      .on(`GET /mlpipeline/private-artifacts/team-a/${dated}`, {
        text: long,
        headers: {},
      })
      .on(`GET /apis/v1alpha1/runs/r-1/nodes/${pod}/log`, {
        text: long,
        headers: {},
      });
    for (const config of [store(api.url), {}]) {
      await using client = await clientOf(api.url, config);
      const read = async (maxBytes: number) => {
        const found = await client.readArchivedLog(
          { ...request, maxBytes },
          {},
        );
        return [Buffer.from(found.bytes).toString(), found.isTruncated];
      };
      expect(await read(7)).toEqual(['the end', true]);
      expect(await read(long.length)).toEqual([long, false]);
    }
  });

  it('is not asked for by a name that could lead elsewhere', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url, store(api.url));
    for (const name of ['../other', 'a/../../b-1', '', 'a%2fb']) {
      await expect(
        client.readArchivedLog({ ...request, pod: name }, {}),
      ).rejects.toMatchObject({ kind: 'invalid' });
    }
    expect(api.requests).toEqual([]);
  });

  it.each([
    [pod, 'train-x7k2p'],
    ['my-wf-abcde-system-container-impl-1', 'my-wf-abcde'],
    ['my-wf-abcde-metadata-1-0-system-container-impl-1', 'my-wf-abcde'],
    ['my-wf-abcde-system-importer-77', 'my-wf-abcde'],
    ['my-wf-abcde-42', 'my-wf-abcde'],
    ['anything', undefined],
  ])('%s is a pod of the workflow %s', (name, workflow) => {
    expect(workflowOfPod(name)).toBe(workflow);
  });
});
