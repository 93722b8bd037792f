import { clientOf, clientThrough, connectionTo } from './testing/clientOf';
import { FakePipelinesApi } from './testing/FakePipelinesApi';

const runs = 'GET /apis/v2beta1/runs';
const tokenOf = (namespace: string) =>
  `POST /api/v1/namespaces/${namespace}/serviceaccounts/portal/token`;

describe('the user in a header', () => {
  it('is the person behind the request, with what the API wants before it', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(runs, { json: {} });
    await using plain = await clientOf(api.url, {
      identity: { type: 'header' },
    });
    await plain.listRuns({ namespace: 'a' }, { userId: 'alice@example.com' });
    expect(api.last.headers['kubeflow-userid']).toBe('alice@example.com');
    await using prefixed = await clientOf(api.url, {
      identity: {
        type: 'header',
        header: 'X-Goog-Authenticated-User-Email',
        prefix: 'accounts.google.com:',
      },
    });
    await prefixed.listRuns({}, { userId: 'alice@example.com' });
    expect(api.last.headers['x-goog-authenticated-user-email']).toBe(
      'accounts.google.com:alice@example.com',
    );
  });

  it('is never nobody, and never more than a name', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url, {
      identity: { type: 'header' },
    });
    for (const userId of [
      undefined,
      '',
      ' ',
      'alice\r\nkubeflow-userid: root',
      'alice\u0000',
      ' alice',
      'älice@example.com',
      'a\u202eb',
    ]) {
      await expect(client.listRuns({}, { userId })).rejects.toMatchObject({
        kind: 'unauthorized',
        message: expect.stringMatching(/userIdFrom/),
      });
    }
    expect(api.requests).toEqual([]);
  });

  it('is not sent to servers for one user', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(runs, { json: {} });
    await using client = await clientOf(api.url);
    await client.listRuns({}, { userId: 'alice@example.com' });
    expect(api.last.headers).not.toHaveProperty('kubeflow-userid');
  });
});

describe('the token of a service account', () => {
  const token = (value: string, lifetime = 3600_000) => ({
    json: {
      status: {
        token: value,
        expirationTimestamp: new Date(Date.now() + lifetime).toISOString(),
      },
    },
    status: 201,
  });

  async function start(api: FakePipelinesApi) {
    return clientOf(
      api.url,
      { identity: { type: 'serviceAccount', serviceAccount: 'portal' } },
      await connectionTo(api.url),
    );
  }

  it('is of the namespace that is asked about, asked for once, for this API alone', async () => {
    await using api = await FakePipelinesApi.start();
    api
      .on(tokenOf('team-a'), token('of-a'))
      .on(tokenOf('team-b'), token('of-b'))
      .on(runs, { json: {} })
      .on('GET /apis/v2beta1/runs/1', { json: { run_id: '1' } });
    await using client = await start(api);
    await Promise.all([
      client.listRuns({ namespace: 'team-a' }, {}),
      client.listRuns({ namespace: 'team-a' }, {}),
      client.getRun('1', { namespace: 'team-b' }),
    ]);
    const asked = api.requests.filter(({ method }) => method === 'POST');
    expect(asked).toHaveLength(2);
    expect(JSON.parse(asked[0]?.body ?? '').spec).toEqual({
      audiences: ['pipelines.kubeflow.org'],
      expirationSeconds: 3600,
    });
    expect(
      api.requests
        .filter(({ method }) => method === 'GET')
        .map(({ path, headers }) => `${path} ${headers.authorization}`)
        .sort(),
    ).toEqual([
      '/apis/v2beta1/runs Bearer of-a',
      '/apis/v2beta1/runs Bearer of-a',
      '/apis/v2beta1/runs/1 Bearer of-b',
    ]);
    await expect(client.getRun('1', {})).rejects.toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/does not say which namespace/),
    });
    await expect(
      client.getRun('1', { namespace: '../secrets' }),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('is had anew shortly before its end, and once when the API does not take it', async () => {
    await using api = await FakePipelinesApi.start();
    const refusal = {
      status: 401,
      json: { code: 16, message: 'token has expired' },
    };
    api
      .on(
        tokenOf('team-a'),
        token('soon-over', 60_000),
        token('revoked'),
        token('good'),
      )
      .on(runs, { json: {} }, refusal, { json: {} }, refusal);
    await using client = await start(api);
    const sent = async () => {
      await client.listRuns({ namespace: 'team-a' }, {});
      return api.last.headers.authorization;
    };
    expect(await sent()).toBe('Bearer soon-over');
    expect(await sent()).toBe('Bearer good');
    await expect(sent()).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(
      api.requests.filter(({ path }) => path.endsWith('/runs')),
    ).toHaveLength(5);
  });

  it('says what is missing when it cannot be had', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(
      tokenOf('team-a'),
      {
        status: 403,
        json: { message: 'serviceaccounts "portal" is forbidden' },
      },
      { status: 404, json: { message: 'serviceaccounts "portal" not found' } },
      { json: {} },
    );
    await using client = await start(api);
    for (const message of [
      /forbidden\. The portal's credential needs the verb 'create' on 'serviceaccounts\/token'/,
      /not found\. Create it, or name another as identity\.serviceAccount/,
      /No token .* 'portal' in namespace 'team-a' of cluster 'dev'/,
    ]) {
      await expect(
        client.listRuns({ namespace: 'team-a' }, {}),
      ).rejects.toMatchObject({
        kind: 'unauthorized',
        message: expect.stringMatching(message),
      });
    }
  });

  it('is not possible through the API server, which takes tokens out', async () => {
    await using api = await FakePipelinesApi.start();
    await expect(
      clientThrough(api.url, { identity: { type: 'serviceAccount' } }),
    ).rejects.toThrow(/'identity\.type': serviceAccount needs url/);
  });
});
