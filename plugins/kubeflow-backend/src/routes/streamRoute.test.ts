import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mock } from 'vitest';
import { eventually } from '../testing/eventually';
import { FakeApiServer } from '../testing/FakeApiServer';
import { pyTorchJobs, trainJob, trainJobs } from '../testing/objects';
import { startPortal, type Portal } from '../testing/startPortal';

async function startWith(api: FakeApiServer, kubeflow = {}): Promise<Portal> {
  const portal = await startPortal({
    clusters: [{ name: 'dev', url: api.url }],
    kubeflow,
  });
  await eventually(async () => {
    for (const kind of ['trainjob', 'pytorchjob']) {
      expect((await portal.kind('dev', kind)).status).toBe('watching');
    }
    expect(api.watches('trainjobs')).toBe(1);
    expect(api.watches('pytorchjobs')).toBe(1);
  });
  // What was told of the cluster while it was connected is out of the way.
  await sleep(150);
  return portal;
}

const startCluster = () => FakeApiServer.start([trainJobs, pyTorchJobs]);

describe('GET /v1/stream', () => {
  it('tells of what is created, changed and deleted, once each, and of nothing that was not asked for', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api);
    const all = await portal.stream();
    const failed = await portal.stream('?state=failed&kind=trainjob');
    expect(all.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(all.headers.get('cache-control')).toContain('no-transform');
    await eventually(() => expect(all.of('hello')).toHaveLength(1));

    api.put('trainjobs', trainJob('bert'));
    await eventually(() =>
      expect(all.of('upsert').at(-1)?.workload.state).toBe('pending'),
    );
    api.put('trainjobs', trainJob('bert', { over: 'Failed' }));
    api.put('pytorchjobs', trainJob('resnet'));
    await eventually(() => {
      expect(all.of('upsert')).toHaveLength(3);
      expect(failed.of('upsert').map(each => each.workload.name)).toEqual([
        'bert',
      ]);
    });
    // It no longer matches, so it leaves one list and stays in the other.
    api.put('trainjobs', trainJob('bert', { over: 'Complete' }));
    await eventually(() => {
      expect(failed.of('remove').at(-1)).toMatchObject({
        cluster: 'dev',
        namespace: 'team-a',
        kind: 'trainjob',
        name: 'bert',
      });
      expect(failed.of('remove').at(-1)?.sequence).toBeGreaterThan(
        failed.of('upsert')[0].sequence,
      );
      expect(all.of('upsert').at(-1)?.workload.state).toBe('succeeded');
    });
    api.delete('pytorchjobs', 'team-a', 'resnet');
    await eventually(() =>
      expect(all.of('remove').map(each => each.name)).toEqual(['resnet']),
    );
    // A filter keeps other kinds out, their ends included.
    expect(failed.of('remove').map(each => each.kind)).not.toContain(
      'pytorchjob',
    );
    const numbers = all.events.map(({ sequence }) => sequence);
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
    expect(new Set(numbers).size).toBe(numbers.length);

    // The health of a cluster is told as well.
    api.fault = () => ({ status: 401 });
    api.endWatches('cut');
    await eventually(() =>
      expect(all.of('cluster').at(-1)?.cluster).toMatchObject({
        name: 'dev',
        health: 'unauthorized',
        message: expect.stringContaining('Check the token'),
      }),
    );
  });

  it('goes on where a reader was when it was cut, or after the list that it holds', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api);
    const { sequence } = await portal.list();
    const first = await portal.stream();
    api.put('trainjobs', trainJob('a'));
    await eventually(() => expect(first.of('upsert')).toHaveLength(1));
    first.close();
    await eventually(() => expect(first.ended).toBe(true));
    for (const name of ['b', 'c']) {
      api.put('trainjobs', trainJob(name));
    }
    api.delete('trainjobs', 'team-a', 'a');
    await eventually(async () =>
      expect(await portal.names('?sort=name')).toEqual(['b', 'c']),
    );

    const resumed = await portal.stream('', {
      'last-event-id': first.lastEventId,
    });
    await eventually(() => {
      expect(resumed.of('upsert').map(each => each.workload.name)).toEqual([
        'b',
        'c',
      ]);
      expect(resumed.of('remove').map(each => each.name)).toEqual(['a']);
    });
    expect(resumed.of('reset')).toEqual([]);

    const since = await portal.stream(`?since=${sequence}`);
    await eventually(() => {
      expect(since.of('upsert').map(each => each.workload.name)).toEqual([
        'b',
        'c',
      ]);
      expect(since.of('remove').map(each => each.name)).toEqual(['a']);
    });
    // A position in the header is newer than the one in the address, which the browser keeps.
    const both = await portal.stream(`?since=${sequence}`, {
      'last-event-id': resumed.lastEventId,
    });
    api.put('trainjobs', trainJob('d'));
    await eventually(() =>
      expect(both.of('upsert').map(each => each.workload.name)).toEqual(['d']),
    );
  });

  it('says reset, once, to a reader whose position it does not have, and goes on from now', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api, { stream: { bufferSize: 100 } });
    const old = await portal.stream();
    api.put('trainjobs', trainJob('first'));
    await eventually(() => expect(old.of('upsert')).toHaveLength(1));
    old.close();
    for (let i = 0; i < 120; i += 1) {
      api.put('trainjobs', trainJob(`job-${i}`));
    }
    await eventually(async () => expect((await portal.list()).total).toBe(121));
    const { sequence } = await portal.list();
    const readers = await Promise.all([
      portal.stream('', { 'last-event-id': old.lastEventId }),
      portal.stream('', { 'last-event-id': `ffffffffff-${sequence}` }),
      portal.stream('', { 'last-event-id': '<script>' }),
      portal.stream('?since=0'),
      portal.stream(`?since=${sequence + 1000}`),
      portal.stream(`?since=${Number.MAX_SAFE_INTEGER}`),
    ]);
    for (const reader of readers) {
      await eventually(() => expect(reader.of('reset')).toHaveLength(1));
    }
    api.put('trainjobs', trainJob('late'));
    for (const reader of readers) {
      await eventually(() => expect(reader.of('upsert')).toHaveLength(1));
      expect(
        reader.events
          .map(({ type }) => type)
          .filter(type => type !== 'cluster'),
      ).toEqual(['hello', 'reset', 'upsert']);
    }
    // Having been told, it resumes like any other.
    const again = await portal.stream('', {
      'last-event-id': readers[0].lastEventId,
    });
    await eventually(() => expect(again.of('hello')).toHaveLength(1));
    expect(again.of('reset')).toEqual([]);
  });

  it('shows that it lives, and how far it is, while nothing happens that a reader asked for', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api, {
      stream: { heartbeat: { milliseconds: 60 } },
    });
    const reader = await portal.stream('?kind=pytorchjob');
    await eventually(() => expect(reader.comments.length).toBeGreaterThan(1));
    api.put('trainjobs', trainJob('elsewhere'));
    await eventually(async () =>
      expect(await portal.names()).toEqual(['elsewhere']),
    );
    const { sequence } = await portal.list();
    await eventually(() =>
      expect(Number(reader.lastEventId.split('-')[1])).toBeGreaterThanOrEqual(
        sequence,
      ),
    );
    expect(reader.of('upsert')).toEqual([]);
  });

  it('ends when the backend stops, which does not wait for its readers', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api);
    const reader = await portal.stream();
    const began = performance.now();
    await portal.stop();
    await eventually(() => expect(reader.ended).toBe(true));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('holds nothing for a reader who leaves while it is being authorised', async () => {
    await using api = await startCluster();
    let asked = 0;
    let decide: () => void = () => undefined;
    const decided = new Promise<void>(resolve => {
      decide = resolve;
    });
    await using portal = await startPortal({
      clusters: [{ name: 'dev', url: api.url }],
      features: [
        mockServices.permissions.mock({
          authorize: async () => {
            asked += 1;
            await decided;
            return [{ result: AuthorizeResult.ALLOW }];
          },
        }).factory,
      ],
    });
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    const leaving = new AbortController();
    const left = portal
      .fetch('/v1/stream?object=dev/team-a/trainjob/bert', {
        signal: leaving.signal,
      })
      .catch(() => undefined);
    await eventually(() => expect(asked).toBe(1));
    leaving.abort();
    await left;
    await sleep(100);
    decide();
    await eventually(() =>
      expect(api.requests.some(({ path }) => path.endsWith('/events'))).toBe(
        true,
      ),
    );
    await eventually(() => expect(api.watches('events')).toBe(0));
    await sleep(100);
    expect(api.watches('events')).toBe(0);
  });

  it('ends when the credential of its reader does', async () => {
    await using api = await startCluster();
    await using portal = await startPortal({
      clusters: [{ name: 'dev', url: api.url }],
      features: [
        mockServices.httpAuth.mock({
          credentials: vi.fn(async () => ({
            ...mockCredentials.user(),
            expiresAt: new Date(Date.now() + 1100),
          })) as Mock,
        }).factory,
      ],
    });
    const began = performance.now();
    const reader = await portal.stream();
    await eventually(() => expect(reader.ended).toBe(true));
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(reader.of('hello')).toHaveLength(1);
  });

  it('names what is wrong with a parameter, before it begins', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api);
    const cases: [query: string, code: number, says: RegExp][] = [
      ['since=-1', 400, /'since'/],
      ['since=now', 400, /'since'/],
      ['since=1.5', 400, /'since'/],
      ['state=asleep', 400, /'state\.0'/],
      ['labelSelector=a%3D%3D%3Db', 400, /'labelSelector'/],
      ['limit=5', 400, /Unknown parameter 'limit'/],
      ['object=dev', 400, /'object' must be cluster\/namespace\/kind\/name/],
      ['object=dev/a/trainjob/b/c', 400, /'object' must be/],
      ['object=dev/a/trainjob/%25zz', 400, /'object'.*URL-encoded/],
      [`object=${'x'.repeat(1001)}`, 400, /'object'/],
      ['object=prod/a/trainjob/b', 404, /no cluster 'prod'/],
      ['object=dev/a/secret/b', 404, /no kind 'secret'/],
    ];
    for (const [query, code, says] of cases) {
      const { status, message } = await portal.getError(`/v1/stream?${query}`);
      expect([query, status]).toEqual([query, code]);
      expect(message).toMatch(says);
    }
  });
});
