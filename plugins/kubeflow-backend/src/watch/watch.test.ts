import { setTimeout as sleep } from 'node:timers/promises';
import { FakeApiServer, status, type Fault } from '../testing/FakeApiServer';
import { pyTorchJobs, trainJob, trainJobs } from '../testing/objects';
import { logger } from '../testing/recordingLogger';
import { startPortal } from '../testing/startPortal';

const TRAIN_JOBS = '/apis/trainer.kubeflow.org/v1alpha1/trainjobs';

/** Waits for a condition, on a slow machine too. */
const eventually = (condition: () => unknown) =>
  vi.waitFor(condition, { timeout: 20_000 });

const isList = (request: { path: string; query: URLSearchParams }) =>
  request.path === TRAIN_JOBS && !request.query.has('watch');
const isWatch = (request: { path: string; query: URLSearchParams }) =>
  request.path === TRAIN_JOBS && request.query.has('watch');

async function startCluster(jobs = 1): Promise<FakeApiServer> {
  const api = await FakeApiServer.start([trainJobs, pyTorchJobs]);
  for (let i = 1; i <= jobs; i += 1) {
    api.put('trainjobs', trainJob(`job-${i}`));
  }
  return api;
}

const startWith = (api: FakeApiServer, kubeflow = {}) =>
  startPortal({ clusters: [{ name: 'dev', url: api.url }], kubeflow });

describe('following a cluster', () => {
  it('lists page by page, and follows what is created, changed and deleted', async () => {
    await using api = await startCluster(25);
    await using portal = await startWith(api, { watch: { pageSize: 10 } });
    await eventually(async () => expect((await portal.list()).total).toBe(25));
    const pages = api.requests.filter(isList);
    expect(pages.map(({ query }) => query.get('limit'))).toEqual([
      '10',
      '10',
      '10',
    ]);
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    const [watch] = api.requests.filter(isWatch);
    expect(Object.fromEntries(watch.query)).toMatchObject({
      allowWatchBookmarks: 'true',
      timeoutSeconds: expect.stringMatching(/^\d+$/),
    });
    api.put('trainjobs', trainJob('new'));
    api.delete('trainjobs', 'team-a', 'job-1');
    await eventually(async () => {
      expect(await portal.names('?text=new')).toEqual(['new']);
      expect((await portal.list()).total).toBe(25);
    });
    expect(await portal.kind('dev', 'trainjob')).toEqual({
      kind: 'trainjob',
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      status: 'watching',
      count: 25,
    });
    expect(api.requests.filter(isList)).toHaveLength(3);
  });

  it('resumes a watch that ends or is cut from where it was, also after a bookmark, without a new list', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api);
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    const resumedFrom = () =>
      api.requests.filter(isWatch).at(-1)?.query.get('resourceVersion');
    // Objects of another kind move the cluster's version on; only a bookmark tells this watch.
    const { metadata } = api.put('pytorchjobs', trainJob('other'));
    api.bookmark('trainjobs');
    for (const how of ['end', 'cut'] as const) {
      const before = api.requests.filter(isWatch).length;
      api.endWatches(how);
      await eventually(() => {
        expect(api.requests.filter(isWatch).length).toBeGreaterThan(before);
        expect(api.watches('trainjobs')).toBe(1);
      });
      expect(resumedFrom()).toBe(metadata?.resourceVersion);
    }
    api.put('trainjobs', trainJob('later'));
    await eventually(async () =>
      expect(await portal.names('?text=later')).toEqual(['later']),
    );
    expect(api.requests.filter(isList)).toHaveLength(1);
    expect((await portal.cluster('dev')).health).toBe('connected');
  });

  it('lists again when its position is gone, whether the watch says so at once or later', async () => {
    await using api = await startCluster(2);
    await using portal = await startWith(api);
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));

    api.sendLine(
      'trainjobs',
      JSON.stringify({
        type: 'ERROR',
        object: status(410, 'Expired', 'too old resource version'),
      }),
    );
    await eventually(() => expect(api.requests.filter(isList)).toHaveLength(2));

    // While nobody watches: one goes, one comes, and the history is compacted.
    let refuse = true;
    api.fault = request =>
      refuse && isWatch(request)
        ? { status: 410, body: status(410, 'Gone', 'too old') }
        : undefined;
    api.endWatches('cut');
    api.delete('trainjobs', 'team-a', 'job-1');
    api.put('trainjobs', trainJob('job-3'));
    api.compact();
    refuse = false;
    await eventually(async () =>
      expect(await portal.names('?sort=name')).toEqual(['job-2', 'job-3']),
    );
    expect((await portal.kind('dev', 'trainjob')).status).toBe('watching');
  });

  it('begins a list anew when its continue token has expired', async () => {
    await using api = await startCluster(25);
    let compacted = false;
    api.fault = request => {
      if (isList(request) && request.query.has('continue') && !compacted) {
        compacted = true;
        api.delete('trainjobs', 'team-a', 'job-1');
        api.compact();
      }
      return undefined;
    };
    await using portal = await startWith(api, { watch: { pageSize: 10 } });
    await eventually(async () => {
      expect((await portal.list()).total).toBe(24);
      expect((await portal.kind('dev', 'trainjob')).status).toBe('watching');
    });
  });

  it('picks kinds up and drops them as their definitions come, change and go', async () => {
    await using api = await FakeApiServer.start([pyTorchJobs]);
    await using portal = await startWith(api);
    const statusOf = async () => (await portal.kind('dev', 'trainjob')).status;
    await eventually(async () => {
      expect((await portal.cluster('dev')).health).toBe('connected');
      expect(await statusOf()).toBe('absent');
    });

    api.define({ ...trainJobs, version: 'v9' });
    await eventually(async () =>
      expect(await portal.kind('dev', 'trainjob')).toMatchObject({
        status: 'unsupported-version',
        message: expect.stringMatching(/serves .* as v9; .* reads v1alpha1/),
      }),
    );
    const { warnings } = await portal.list();
    expect(warnings).toMatchObject([
      { cluster: 'dev', kind: 'trainjob', code: 'kind-unsupported-version' },
    ]);

    api.undefine('trainjobs');
    api.define(trainJobs);
    api.put('trainjobs', trainJob('first'));
    await eventually(async () => {
      expect(await statusOf()).toBe('watching');
      expect(await portal.names()).toEqual(['first']);
    });

    api.undefine('trainjobs');
    await eventually(async () => {
      expect(await statusOf()).toBe('absent');
      expect(await portal.names()).toEqual([]);
    });
    expect((await portal.cluster('dev')).health).toBe('connected');
  });

  it('sees a new definition at once where it may watch them, and understands servers without aggregated discovery', async () => {
    await using api = await FakeApiServer.start([
      {
        group: 'apiextensions.k8s.io',
        version: 'v1',
        plural: 'customresourcedefinitions',
        kind: 'CustomResourceDefinition',
      },
    ]);
    api.aggregated = false;
    await using portal = await startWith(api, {
      watch: { discoveryInterval: { hours: 1 } },
    });
    await eventually(() =>
      expect(api.watches('customresourcedefinitions')).toBe(1),
    );
    api.define(trainJobs);
    api.put('customresourcedefinitions', {
      metadata: { name: 'trainjobs.trainer.kubeflow.org' },
    });
    await eventually(async () =>
      expect((await portal.kind('dev', 'trainjob')).status).toBe('watching'),
    );
  });

  it('opens watches anew when a cluster comes back, since a proxy may hold dead ones open', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api, {
      watch: { requestTimeout: { milliseconds: 500 } },
    });
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    // Only discovery fails; the watches stand and say nothing.
    api.fault = ({ path }) => (path === '/apis' ? { hang: true } : undefined);
    const before = api.requests.filter(isWatch).length;
    await eventually(async () =>
      expect((await portal.cluster('dev')).health).toBe('unreachable'),
    );
    expect(api.requests.filter(isWatch)).toHaveLength(before);
    api.fault = () => undefined;
    await eventually(async () => {
      expect((await portal.cluster('dev')).health).toBe('connected');
      expect(api.requests.filter(isWatch).length).toBeGreaterThan(before);
      expect(api.watches('trainjobs')).toBe(1);
    });
  });
});

describe('a cluster that misbehaves', () => {
  const page =
    '<!doctype html><html><head><title>Sign in \u202e</title></head></html>';
  const cases: Record<string, { fault: Fault; says: RegExp; health?: string }> =
    {
      '401 for its credential': {
        fault: {
          status: 401,
          body: status(401, 'Unauthorized', 'Unauthorized'),
        },
        says: /refuses the credential \(401.*Check the token/,
        health: 'unauthorized',
      },
      'a login page instead of JSON': {
        fault: { status: 200, text: page, type: 'text/html' },
        says: /web page answers instead of the Kubernetes API \(200, "Sign in"\)/,
      },
      'JSON that is no Kubernetes API': {
        fault: { status: 200, body: { hello: 'world' } },
        says: /no list of API groups|not a Kubernetes API/,
      },
      'a server error': {
        fault: {
          status: 500,
          body: status(500, 'InternalError', 'etcd is gone'),
        },
        says: /answers with an error \(500: etcd is gone\)/,
      },
      'no answer in time': {
        fault: { hang: true },
        says: /does not answer in time/,
      },
      'half an answer': {
        fault: { cutAfter: 40 },
        says: /broke off|stopped in the middle|request failed/,
      },
    };

  for (const [name, { fault, says, health }] of Object.entries(cases)) {
    it(`says what is wrong: ${name}`, async () => {
      await using bad = await startCluster();
      bad.fault = () => fault;
      await using good = await startCluster(3);
      await using portal = await startPortal({
        clusters: [
          { name: 'bad', url: bad.url },
          { name: 'good', url: good.url },
        ],
        kubeflow: { watch: { requestTimeout: { milliseconds: 1500 } } },
      });
      // The other cluster is served as if nothing was wrong.
      await eventually(async () => expect((await portal.list()).total).toBe(3));
      await eventually(async () => {
        const cluster = await portal.cluster('bad');
        expect(cluster.health).toBe(health ?? 'unreachable');
        expect(cluster.message).toMatch(says);
        expect(cluster.message).not.toMatch(/[\u202e<]/);
      });
      expect((await portal.list('?cluster=bad')).warnings).toMatchObject([
        { cluster: 'bad', message: expect.stringMatching(says) },
      ]);
      expect((await portal.list('?cluster=good')).warnings).toEqual([]);

      bad.fault = () => undefined;
      await eventually(async () => {
        expect((await portal.cluster('bad')).health).toBe('connected');
        expect((await portal.list()).total).toBe(4);
      });
    });
  }

  it('shows a kind that is forbidden, asks again, and forgets what it may no longer see', async () => {
    await using api = await startCluster();
    const denied = status(
      403,
      'Forbidden',
      'trainjobs is forbidden: User "portal" cannot list resource',
    );
    let isDenied = true;
    api.fault = request =>
      isDenied && request.path === TRAIN_JOBS
        ? { status: 403, body: denied }
        : undefined;
    api.put('pytorchjobs', trainJob('allowed'));
    await using portal = await startWith(api);
    await eventually(async () => {
      expect(await portal.names()).toEqual(['allowed']);
      expect(await portal.cluster('dev')).toMatchObject({
        health: 'degraded',
        message: '1 of 2 kinds cannot be followed: trainjob (forbidden).',
      });
    });
    expect(await portal.kind('dev', 'trainjob')).toMatchObject({
      status: 'forbidden',
      message: expect.stringContaining('User "portal" cannot list resource'),
    });
    expect((await portal.list('?kind=trainjob')).warnings).toMatchObject([
      { code: 'kind-forbidden', kind: 'trainjob' },
    ]);
    expect((await portal.list('?kind=pytorchjob')).warnings).toEqual([]);

    isDenied = false;
    await eventually(async () => {
      expect(await portal.names('?sort=name')).toEqual(['allowed', 'job-1']);
      expect((await portal.cluster('dev')).health).toBe('connected');
    });

    isDenied = true;
    api.endWatches('end');
    await eventually(async () =>
      expect(await portal.names()).toEqual(['allowed']),
    );
  });

  it('keeps the rows that it has when a list stops in the middle', async () => {
    await using api = await startCluster(25);
    await using portal = await startWith(api, { watch: { pageSize: 10 } });
    await eventually(async () => {
      expect((await portal.list()).total).toBe(25);
      expect(api.watches('trainjobs')).toBe(1);
    });
    let broken = true;
    api.fault = request =>
      broken && isList(request) && request.query.has('continue')
        ? { cutAfter: 500 }
        : undefined;
    api.compact();
    api.delete('trainjobs', 'team-a', 'job-1');
    api.compact();
    api.endWatches('cut');
    await eventually(async () =>
      expect((await portal.kind('dev', 'trainjob')).status).toBe('error'),
    );
    // Nothing was forgotten, since nobody knows what the rest of the list holds.
    expect((await portal.list()).total).toBe(25);
    expect((await portal.list()).warnings).toMatchObject([
      { code: 'kind-error', kind: 'trainjob' },
    ]);
    broken = false;
    await eventually(async () => {
      expect((await portal.list()).total).toBe(24);
      expect((await portal.kind('dev', 'trainjob')).status).toBe('watching');
    });
  });

  it('waits as long as a server asks to, without alarm when it is short', async () => {
    await using api = await startCluster();
    let busy = 2;
    const asked: number[] = [];
    api.fault = request => {
      if (!isWatch(request)) {
        return undefined;
      }
      asked.push(performance.now());
      busy -= 1;
      return busy >= 0
        ? {
            status: 429,
            headers: { 'retry-after': '1' },
            body: status(429, 'TooManyRequests', 'storage is (re)initializing'),
          }
        : undefined;
    };
    await using portal = await startWith(api);
    const seen = new Set<string>();
    await eventually(async () => {
      seen.add((await portal.kind('dev', 'trainjob')).status);
      expect(seen).toContain('watching');
      expect(api.watches('trainjobs')).toBe(1);
    });
    expect(seen).not.toContain('error');
    expect(asked[1] - asked[0]).toBeGreaterThan(990);
    expect(asked[2] - asked[1]).toBeGreaterThan(990);
    expect(await portal.names()).toEqual(['job-1']);
  });

  it.each([
    ['that is not JSON', '{"type":"MODI'],
    ['that is no event', '[1,2,3]'],
    ['of an error', JSON.stringify({ type: 'ERROR', object: 'what' })],
  ])('survives a line of a watch %s', async (_, line) => {
    await using api = await startCluster();
    await using portal = await startWith(api);
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    const before = api.requests.filter(isWatch).length;
    api.sendLine('trainjobs', line);
    await eventually(() => {
      expect(api.requests.filter(isWatch).length).toBeGreaterThan(before);
      expect(api.watches('trainjobs')).toBe(1);
    });
    api.put('trainjobs', trainJob('job-2'));
    await eventually(async () =>
      expect(await portal.names('?sort=name')).toEqual(['job-1', 'job-2']),
    );
  });

  it('opens a watch anew that has been silent for too long', async () => {
    await using api = await startCluster();
    await using portal = await startWith(api, {
      watch: { idleTimeout: { milliseconds: 1500 } },
    });
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    await eventually(() =>
      expect(api.requests.filter(isWatch).length).toBeGreaterThan(1),
    );
    expect(api.requests.filter(isList)).toHaveLength(1);
    expect((await portal.cluster('dev')).health).toBe('connected');
    expect((await portal.kind('dev', 'trainjob')).status).toBe('watching');
  });

  it('is asked less and less often, and the log has one line for it', async () => {
    await using api = await startCluster();
    await api.stop();
    const lines: string[] = [];
    await using portal = await startPortal({
      clusters: [{ name: 'dead', url: api.url }],
      features: [logger(line => lines.push(line))],
    });
    await eventually(async () =>
      expect((await portal.cluster('dead')).health).toBe('unreachable'),
    );
    await sleep(500);
    const about = lines.filter(line => line.includes("'dead'"));
    expect(about).toHaveLength(1);
    expect(about[0]).toMatch(/is unreachable: Nothing listens/);

    await api.listen();
    await eventually(async () =>
      expect((await portal.cluster('dead')).health).toBe('connected'),
    );
    expect(await portal.cluster('dead')).not.toHaveProperty('message');
    expect(lines.filter(line => line.includes("'dead'"))).toHaveLength(2);
  });

  it('holds objects that no API would accept, and they hurt nobody else', async () => {
    await using api = await startCluster();
    api.put('trainjobs', {
      metadata: { name: 'wild', namespace: 'team-a' },
      spec: 'what spec?',
      status: { conditions: { type: 7 }, jobsStatus: [null, [], 'x'] },
    });
    api.put('trainjobs', {
      ...trainJob('huge', {
        over: 'Failed',
        message: `\u001b[31m<script>alert(1)</script>\u202e${'x'.repeat(1_000_000)}`,
      }),
    });
    // The controller's clock is behind: it is over before it began.
    const early = trainJob('early', { over: 'Complete' });
    api.put('trainjobs', {
      ...early,
      metadata: {
        ...early.metadata,
        creationTimestamp: '2099-01-01T00:00:00Z',
      },
    });
    await using portal = await startWith(api);
    await eventually(async () =>
      expect(await portal.names('?sort=name')).toEqual([
        'early',
        'huge',
        'job-1',
        'wild',
      ]),
    );
    const { items } = await portal.list('?sort=name');
    const huge = items[1].message ?? '';
    expect(huge.length).toBeLessThan(5000);
    for (const character of ['\u001b', '\u202e']) {
      expect(huge).not.toContain(character);
    }
    expect((await portal.list('?sort=duration')).items).toHaveLength(4);
    expect((await portal.list('?sort=duration&order=desc')).total).toBe(4);
  });
});
