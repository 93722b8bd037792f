import type {
  Artifact,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { objectLocation } from './artifacts/objectLocation';
import { signRead } from './artifacts/signRequest';
import { clientOf } from './testing/clientOf';
import { FakePipelinesApi } from './testing/FakePipelinesApi';

const artifact = (fields: Partial<Artifact> = {}): Artifact => ({
  id: 'a',
  name: 'report',
  type: 'system.Markdown',
  uri: 's3://mlpipeline/v2/artifacts/run 1/report?endpoint=http://evil',
  preview: 'markdown',
  ...fields,
});
const path = '/mlpipeline/v2/artifacts/run%201/report';
const keys = { accessKeyId: 'minio', secretAccessKey: 'minio123' };

describe("an artifact's content", () => {
  it('comes from the object store, with its first bytes alone', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(`GET ${path}`, {
      text: '# Repo',
      status: 206,
      headers: { 'content-range': 'bytes 0-5/2000' },
    });
    await using client = await clientOf(api.url, {
      objectStore: { endpoint: api.url, ...keys },
    });
    const content = await client.readArtifact(
      artifact(),
      { maxBytes: 6, runId: 'r' },
      {},
    );
    expect(content).toMatchObject({
      contentType: 'text/markdown; charset=utf-8',
      size: 2000,
      isTruncated: true,
    });
    expect(Buffer.from(content.bytes).toString()).toBe('# Repo');
    expect(api.last.headers).toMatchObject({
      range: 'bytes=0-5',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=minio\/\d{8}\/us-east-1\/s3\/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it('is cut here when the store sends more than it was asked for, and is bytes when it is no text', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(`GET ${path}`, response => {
      response.writeHead(200, { 'content-length': '100000' });
      response.end(Buffer.alloc(100_000));
    });
    await using client = await clientOf(api.url, {
      objectStore: { endpoint: api.url, ...keys },
    });
    const content = await client.readArtifact(
      artifact(),
      { maxBytes: 10, runId: 'r' },
      {},
    );
    expect(content).toMatchObject({
      contentType: 'application/octet-stream',
      size: 100_000,
      isTruncated: true,
    });
    expect(content.bytes).toHaveLength(10);
  });

  it.each<[number, string, string, RegExp]>([
    [404, 'NoSuchKey', 'not-found', /deleted, or the artifact is a folder/],
    [403, 'SignatureDoesNotMatch', 'forbidden', /SignatureDoesNotMatch.*keys/],
    [500, 'InternalError', 'failed', /HTTP 500 \(InternalError/],
  ])(
    'that the store refuses with %i says why',
    async (status, code, kind, message) => {
      await using api = await FakePipelinesApi.start();
      api.on(`GET ${path}`, {
        status,
        text: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`,
      });
      await using client = await clientOf(api.url, {
        objectStore: { endpoint: api.url, ...keys },
      });
      await expect(
        client.readArtifact(artifact(), { maxBytes: 10, runId: 'r' }, {}),
      ).rejects.toMatchObject({
        kind,
        message: expect.stringMatching(message),
      });
    },
  );

  it('that a store does not give is told without the keys of the store', async () => {
    await using client = await clientOf('http://127.0.0.1:1', {
      objectStore: { endpoint: 'http://minio:minio123@127.0.0.1:1', ...keys },
    });
    const error = await client
      .readArtifact(artifact(), { maxBytes: 6, runId: 'r' }, {})
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('(http://127.0.0.1:1)'),
    });
    expect(String(error)).not.toContain('minio123');
  });

  it('of a name that no address can hold is not there', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url, {
      objectStore: { endpoint: api.url, ...keys },
    });
    await expect(
      client.readArtifact(
        artifact({ uri: 's3://mlpipeline/half of \ud83d' }),
        { maxBytes: 6, runId: 'r' },
        {},
      ),
    ).rejects.toMatchObject({ kind: 'unsupported' });
    expect(api.requests).toEqual([]);
  });

  it('of another bucket than the one that may be read is not asked for', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url, {
      objectStore: { endpoint: api.url, bucket: 'other', ...keys },
    });
    await expect(
      client.readArtifact(artifact(), { maxBytes: 10, runId: 'r' }, {}),
    ).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(/only from 'other'/),
    });
    expect(api.requests).toEqual([]);
  });

  it('comes through the API where that has it, even if its answer breaks off', async () => {
    await using api = await FakePipelinesApi.start();
    const data = Buffer.from('line\n'.repeat(1000)).toString('base64');
    const route =
      'GET /apis/v2beta1/runs/r/nodes/wf-impl-1/artifacts/main-logs:read';
    api.on(
      route,
      { json: { data } },
      { json: { data } },
      { text: `{"data":"${data.slice(0, 8)}` },
      { json: {} },
    );
    await using client = await clientOf(api.url);
    const read = async (maxBytes: number) => {
      const content = await client.readArtifact(
        artifact({
          name: 'main-logs',
          type: 'system.Artifact',
          uri: undefined,
          preview: 'text',
        }),
        {
          maxBytes,
          runId: 'r',
          task: { podNames: ['wf-impl-1'] } as RunTask,
        },
        {},
      );
      return [
        Buffer.from(content.bytes).toString(),
        content.isTruncated,
        content.size,
      ];
    };
    expect(await read(7)).toEqual(['line\nli', true, undefined]);
    expect(await read(5000)).toEqual(['line\n'.repeat(1000), false, 5000]);
    expect(await read(5000)).toEqual(['line\nl', true, undefined]);
    expect(await read(5000)).toEqual(['', false, 0]);
  });

  it('that nobody hands out says what to configure', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url);
    const options = {
      maxBytes: 10,
      runId: 'r',
      task: { podNames: ['wf-1'] } as RunTask,
    };
    await expect(
      client.readArtifact(artifact(), options, {}),
    ).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringMatching(/bucket 'mlpipeline'.*objectStore/),
    });
    await expect(
      client.readArtifact(
        artifact({ uri: 'http://169.254.169.254/latest/meta-data' }),
        options,
        {},
      ),
    ).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringMatching(/reads no addresses such as 'http:/),
    });
  });
});

describe('the signature of a read', () => {
  it('is the one of the example that S3 documents', () => {
    const { authorization } = signRead({
      host: 'examplebucket.s3.amazonaws.com',
      path: '/test.txt',
      range: 'bytes=0-9',
      region: 'us-east-1',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      at: new Date('2013-05-24T00:00:00Z'),
    });
    expect(authorization).toMatch(
      /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
    );
  });
});

describe('the address of an artifact', () => {
  it('leads into a bucket, or nowhere', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .tuple(
              fc.constantFrom('s3', 'gs', 'minio', 'http', 'file', 'S3'),
              fc.array(
                fc.oneof(fc.string(), fc.constantFrom('..', '.', 'a', '')),
              ),
            )
            .map(([scheme, steps]) => `${scheme}://${steps.join('/')}`),
        ),
        uri => {
          const location = objectLocation(uri);
          if (location) {
            const { bucket, key } = location;
            const url = new URL(
              `http://store/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
            );
            expect(url.host).toBe('store');
            expect(url.pathname.startsWith(`/${bucket}/`)).toBe(true);
            expect(uri).toMatch(/^(s3|gs|minio):/);
          }
        },
      ),
    );
  });
});
