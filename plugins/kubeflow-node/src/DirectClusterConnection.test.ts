import { createMockDirectory } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClusterConnection } from './clusterConnection';
import { DirectClusterConnection } from './DirectClusterConnection';
import type { DirectClusterConfig } from './directClusterConfig';

const directory = createMockDirectory();

/** An API server that remembers who asked for what. */
async function startServer(
  answer: RequestListener = (_, response) => response.end('{}'),
) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function connect(
  config: DirectClusterConfig,
): Promise<ClusterConnection & AsyncDisposable> {
  const connection = await DirectClusterConnection.create({
    name: 'dev',
    config,
  });
  return Object.assign(connection, {
    [Symbol.asyncDispose]: () => connection.close(),
  });
}

const kubeconfig = (servers: Record<string, string>) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: Object.entries(servers).map(([name, server]) => ({
      name,
      cluster: { server },
    })),
    users: Object.keys(servers).map(name => ({
      name,
      user: { token: `token-of-${name}` },
    })),
    contexts: Object.keys(servers).map(name => ({
      name,
      context: { cluster: name, user: name },
    })),
    'current-context': Object.keys(servers)[0],
  });

afterEach(() => {
  vi.useRealTimers();
});

describe('DirectClusterConnection', () => {
  it('sends its token, the path below that of the address, and the query without what is undefined', async () => {
    await using server = await startServer();
    await using connection = await connect({
      url: `${server.url}/clusters/c-1/`,
      serviceAccountToken: 'secret',
      title: 'Development',
    });
    expect(connection).toMatchObject({
      name: 'dev',
      title: 'Development',
      kind: 'direct',
    });
    const response = await connection.request('/api/v1/pods', {
      query: { limit: 5, continue: undefined, labelSelector: 'a in (b,c)' },
      headers: { accept: 'application/json;as=Table' },
    });
    expect([response.status, await response.text()]).toEqual([200, '{}']);
    const [{ url, headers }] = server.requests;
    const asked = new URL(url ?? '', server.url);
    expect(asked.pathname).toBe('/clusters/c-1/api/v1/pods');
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      limit: '5',
      labelSelector: 'a in (b,c)',
    });
    expect(headers).toMatchObject({
      authorization: 'Bearer secret',
      accept: 'application/json;as=Table',
    });
  });

  it('reads a token file again, so that bound tokens can rotate', async () => {
    await using server = await startServer();
    directory.setContent({ token: 'first' });
    await using connection = await connect({
      url: server.url,
      serviceAccountTokenFile: directory.resolve('token'),
    });
    const ask = async () => {
      await (await connection.request('/version')).discard();
      return server.requests.at(-1)?.headers.authorization;
    };
    expect(await ask()).toBe('Bearer first');
    directory.setContent({ token: 'second' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
    expect(await ask()).toBe('Bearer second');
  });

  it('takes the context that it is told of a kubeconfig, or the current one', async () => {
    await using red = await startServer();
    await using blue = await startServer();
    directory.setContent({
      config: kubeconfig({ red: red.url, blue: blue.url }),
      broken: '{"clusters": [',
      empty: kubeconfig({}),
    });
    const path = directory.resolve('config');
    await using current = await connect({ kubeconfig: path });
    await using named = await connect({ kubeconfig: path, context: 'blue' });
    await (await current.request('/version')).discard();
    await (await named.request('/version')).discard();
    expect(red.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-of-red',
    ]);
    expect(blue.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-of-blue',
    ]);

    await expect(
      connect({ kubeconfig: path, context: 'green' }),
    ).rejects.toThrow(/'.*config' has no cluster for the context 'green'/);
    await expect(
      connect({ kubeconfig: directory.resolve('broken') }),
    ).rejects.toThrow(/'.*broken' cannot be read/);
    await expect(
      connect({ kubeconfig: directory.resolve('empty') }),
    ).rejects.toThrow(/has no cluster/);
  });

  it('hands on a body as it arrives, and any status as an answer', async () => {
    let finish = () => {};
    await using server = await startServer((request, response) => {
      response.statusCode = request.url === '/denied' ? 403 : 200;
      response.write('{"a":1}\n');
      finish = () => response.end('{"b":2}\n');
      if (request.url === '/denied') {
        finish();
      }
    });
    await using connection = await connect({
      url: server.url,
      serviceAccountToken: 'x',
    });
    const watch = await connection.request('/watch');
    const pieces: string[] = [];
    for await (const piece of watch.body) {
      pieces.push(Buffer.from(piece).toString());
      finish();
    }
    expect(pieces).toEqual(['{"a":1}\n', '{"b":2}\n']);
    const denied = await connection.request('/denied');
    expect(denied.status).toBe(403);
    await denied.discard();
  });

  it('gives up on a server that is silent, gone or unwanted, with a code that says which', async () => {
    await using server = await startServer((request, response) => {
      if (request.url === '/half') {
        response.write('{');
      }
    });
    await using connection = await connect({
      url: server.url,
      serviceAccountToken: 'x',
    });
    await expect(
      connection.request('/silent', { headersTimeout: 100 }),
    ).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
    const half = await connection.request('/half', { bodyTimeout: 100 });
    await expect(half.text()).rejects.toMatchObject({
      code: 'UND_ERR_BODY_TIMEOUT',
    });
    await expect(
      connection.request('/silent', { signal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });

    await using dead = await connect({
      url: 'http://127.0.0.1:1',
      serviceAccountToken: 'x',
    });
    await expect(dead.request('/version')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
