import type { ApiRequest } from '../cluster/apiClient';
import { createNamespace } from './namespaces';
import { useTarget } from './target';

const target = useTarget();

/** The body of every refusal. */
const failure = (code: number, reason: string, message: unknown) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  code,
});

describe('requests that make no sense', () => {
  it('are refused with a Status that says why', async () => {
    await using space = await createNamespace(target.admin);
    const configMaps = space.path('v1', 'configmaps');
    const send = async (method: string, path: string, request?: ApiRequest) => {
      const answer = await target.admin.request(method, path, request);
      expect(answer.headers['content-type']).toContain('application/json');
      expect(answer.body.code).toBe(answer.status);
      return answer.body;
    };

    expect(await send('GET', space.path('v1', 'nonsenses'))).toMatchObject(
      failure(
        404,
        'NotFound',
        'the server could not find the requested resource',
      ),
    );
    expect(await send('PUT', configMaps, { body: {} })).toMatchObject(
      failure(
        405,
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      ),
    );
    for (const body of ['', '{"metadata": ', '[]', '"text"', '7']) {
      expect([
        body,
        await send('POST', configMaps, {
          body,
          contentType: 'application/json',
        }),
      ]).toMatchObject([body, { status: 'Failure', code: 400 }]);
    }
    expect(
      await send('POST', configMaps, {
        body: 'a=b',
        contentType: 'text/plain',
      }),
    ).toMatchObject(
      failure(
        415,
        'UnsupportedMediaType',
        expect.stringContaining('application/json'),
      ),
    );
    expect(
      await send('GET', configMaps, { accept: 'text/html' }),
    ).toMatchObject(
      failure(
        406,
        'NotAcceptable',
        expect.stringContaining('application/json'),
      ),
    );
    expect(
      await send('POST', configMaps, {
        body: '',
        contentType: 'application/vnd.kubernetes.protobuf',
      }),
    ).toMatchObject({ status: 'Failure', code: 400 });
    for (const query of [
      { limit: 'many' },
      { labelSelector: 'a===b' },
      { fieldSelector: 'data.key=value' },
      { watch: 'true', timeoutSeconds: 'long' },
    ]) {
      expect(await send('GET', configMaps, { query })).toMatchObject(
        failure(400, 'BadRequest', expect.any(String)),
      );
    }
  });

  it('are refused when they are too large, and the connection goes on', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path('v1', 'configmaps');
    const large = (bytes: number) => ({
      metadata: { name: 'large' },
      data: { text: 'x'.repeat(bytes) },
    });
    const refused = await target.admin.request('POST', path, {
      body: large(4 * 1024 * 1024),
    });
    expect([refused.status, refused.body]).toEqual([
      413,
      failure(
        413,
        'RequestEntityTooLarge',
        'Request entity too large: limit is 3145728',
      ),
    ]);
    const accepted = await target.admin.request('POST', path, {
      body: large(500_000),
    });
    expect(accepted.status).toBe(201);
  });
});
