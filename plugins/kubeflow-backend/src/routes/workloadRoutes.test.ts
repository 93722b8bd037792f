import {
  workloadSortFields,
  type WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { eventually } from '../testing/eventually';
import { FakeApiServer } from '../testing/FakeApiServer';
import {
  clusterTrainingRuntimes,
  jobSets,
  pyTorchJobs,
  trainJob,
  trainJobs,
} from '../testing/objects';
import { startPortal, type Portal } from '../testing/startPortal';

/** Two clusters: nine TrainJobs and a runtime in one, three PyTorchJobs in the other. */
async function startFleet(): Promise<{
  east: FakeApiServer;
  west: FakeApiServer;
  portal: Portal;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const east = await FakeApiServer.start([
    trainJobs,
    clusterTrainingRuntimes,
    jobSets,
  ]);
  const west = await FakeApiServer.start([pyTorchJobs]);
  for (let i = 1; i <= 9; i += 1) {
    east.put(
      'trainjobs',
      trainJob(`bert-${i}`, {
        namespace: i % 2 ? 'team-a' : 'team-b',
        labels: {
          model: i > 6 ? 'large' : 'base',
          'kubeflow.org/owner': i % 3 ? 'nlp' : 'cv',
        },
        gpus: i,
        over: ([undefined, 'Failed', 'Complete'] as const)[i % 3],
      }),
    );
  }
  east.put('clustertrainingruntimes', {
    metadata: { name: 'torch-distributed' },
  });
  for (const name of ['resnet', 'vit', 'yolo']) {
    west.put('pytorchjobs', trainJob(name, { namespace: 'vision' }));
  }
  const portal = await startPortal({
    clusters: [
      { name: 'east', title: 'East', url: east.url },
      { name: 'west', url: west.url },
    ],
  });
  await eventually(async () => {
    expect((await portal.list('?role=workload&role=definition')).total).toBe(
      13,
    );
    expect((await portal.list()).warnings).toEqual([]);
    expect(east.watches('trainjobs')).toBe(1);
    expect(west.watches('pytorchjobs')).toBe(1);
  });
  return {
    east,
    west,
    portal,
    async [Symbol.asyncDispose]() {
      await portal[Symbol.asyncDispose]();
      await Promise.all([east.stop(), west.stop()]);
    },
  };
}

const counted = (values: Record<string, number>) =>
  Object.entries(values).map(([value, count]) => ({ value, count }));

describe('GET /v1/workloads', () => {
  it('filters, counts and sorts what the clusters hold, without a request to any of them', async () => {
    await using fleet = await startFleet();
    const { portal, east, west } = fleet;
    // Discovery goes on beside the views; it concerns no page.
    const views = () =>
      [...east.requests, ...west.requests].filter(({ path }) =>
        /trainjobs|pytorchjobs|pods|events/.test(path),
      ).length;
    const before = views();

    const cases: [query: string, names: string[]][] = [
      ['?cluster=west', ['resnet', 'vit', 'yolo']],
      ['?namespace=team-b', ['bert-2', 'bert-4', 'bert-6', 'bert-8']],
      ['?namespace=team-b&namespace=vision&text=r 2', ['bert-2']],
      ['?kind=pytorchjob&text=YOLO', ['yolo']],
      ['?state=failed', ['bert-1', 'bert-4', 'bert-7']],
      [
        '?state=failed&state=succeeded&namespace=team-a',
        ['bert-1', 'bert-5', 'bert-7'],
      ],
      ['?owner=cv', ['bert-3', 'bert-6', 'bert-9']],
      ['?labelSelector=model%3Dlarge', ['bert-7', 'bert-8', 'bert-9']],
      ['?labelSelector=model in (large),model', ['bert-7', 'bert-8', 'bert-9']],
      ['?family=serving', []],
      ['?role=definition', ['torch-distributed']],
      ['?kind=clustertrainingruntime', ['torch-distributed']],
      ['?text=%20%20bert-1%20', ['bert-1']],
      // A list that is longer than the 20 values at which common parsers give up.
      [
        `?${Array.from({ length: 60 }, (_, i) => `namespace=n${i}`).join('&')}&namespace=vision`,
        ['resnet', 'vit', 'yolo'],
      ],
    ];
    for (const [query, names] of cases) {
      const page = await portal.list(`${query}&sort=name`);
      expect(
        page.items.map(item => item.name),
        query,
      ).toEqual(names);
      expect(page.total, query).toBe(names.length);
    }

    const page = await portal.list('?state=failed&cluster=east');
    expect(page.states).toEqual({ pending: 3, failed: 3, succeeded: 3 });
    expect(page.facets).toEqual({
      cluster: counted({ east: 3 }),
      namespace: counted({ 'team-a': 2, 'team-b': 1 }),
      kind: counted({ trainjob: 3 }),
      owner: counted({ nlp: 3 }),
    });
    expect((await portal.list()).accelerators).toEqual({
      running: 0,
      // Two nodes each: 2 * (3 + 6 + 9), and the PyTorchJobs say nothing of accelerators.
      waiting: 36,
    });

    expect(await portal.names('?sort=accelerators&order=desc&limit=2')).toEqual(
      ['bert-9', 'bert-8'],
    );
    expect((await portal.names('?sort=name&order=desc'))[0]).toBe('yolo');
    expect(
      (await portal.list('?limit=3')).items.map(item => item.state),
    ).toEqual(['failed', 'failed', 'failed']);
    expect(views()).toBe(before);
  });

  it('pages through every order without losing or repeating a row', async () => {
    await using fleet = await startFleet();
    const { portal } = fleet;
    for (const sort of workloadSortFields) {
      for (const order of ['asc', 'desc']) {
        const whole = await portal.names(`?sort=${sort}&order=${order}`);
        expect(new Set(whole).size).toBe(12);
        const paged: string[] = [];
        let page: WorkloadsResponse | undefined;
        do {
          const cursor: string = page?.nextCursor
            ? `&cursor=${page.nextCursor}`
            : '';
          page = await portal.list(
            `?sort=${sort}&order=${order}&limit=5${cursor}`,
          );
          expect(page.total).toBe(12);
          paged.push(...page.items.map(item => item.name));
        } while (page.nextCursor !== undefined);
        expect(paged, `${sort} ${order}`).toEqual(whole);
      }
    }
  });

  it('names what is wrong with a parameter', async () => {
    await using portal = await startPortal();
    const cursor = Buffer.from('{"f":1}').toString('base64url');
    const cases: [query: string, says: RegExp][] = [
      ['limit=0', /'limit'/],
      ['limit=501', /'limit'/],
      ['limit=many', /'limit'/],
      ['limit=1&limit=2', /'limit'/],
      ['sort=colour', /'sort'.*"attention"/],
      ['order=up', /'order'.*"asc"/],
      ['state=exploded', /'state\.0'.*"running"/],
      ['state=running&state=', /'state\.1'/],
      ['family=Training', /'family\.0'/],
      ['role=boss', /'role\.0'/],
      [`text=${'x'.repeat(201)}`, /'text'/],
      ['labelSelector=a%3D%3D%3Db', /'labelSelector'/],
      ['labelSelector=in (', /'labelSelector'/],
      ['cursor=%00', /'cursor' is not a cursor/],
      [`cursor=${cursor}`, /'cursor' is not a cursor/],
      [`cursor=${'x'.repeat(2001)}`, /'cursor'/],
      ['clusters=east', /Unknown parameter 'clusters'/],
      ['cluster[]=east', /Unknown parameter 'cluster\[\]'/],
      ['cluster[a][b]=east', /Unknown parameter 'cluster\[a\]\[b\]'/],
      ['__proto__=x', /Unknown parameter '__proto__'/],
      ['limit=0&sort=x', /'sort'.*'limit'/],
    ];
    for (const [query, says] of cases) {
      const { status, message } = await portal.getError(
        `/v1/workloads?${query}`,
      );
      expect([query, status]).toEqual([query, 400]);
      expect(message).toMatch(says);
    }
    for (const path of ['/v1/clusters', '/v1/kinds']) {
      const { status, message } = await portal.getError(`${path}?cluster=a`);
      expect(status).toBe(400);
      expect(message).toMatch(/Unknown parameter 'cluster'/);
    }
  });

  it('says why there is nothing when the Kubernetes plugin does not answer', async () => {
    let broken = true;
    await using api = await FakeApiServer.start([trainJobs]);
    await using portal = await startPortal({
      clusters: [{ name: 'dev', url: api.url }],
      intercept: path =>
        broken && path === '/clusters'
          ? {
              status: 500,
              body: { error: { name: 'Error', message: 'locator is down' } },
            }
          : undefined,
    });
    await eventually(async () =>
      expect((await portal.list()).warnings).toEqual([
        {
          code: 'cluster-unreachable',
          message: expect.stringMatching(
            /Kubernetes plugin does not give its list of clusters: .*500/,
          ),
        },
      ]),
    );
    expect(
      await portal.getError('/v1/workloads/dev/team-a/trainjob/bert'),
    ).toMatchObject({
      status: 404,
      message: expect.stringMatching(
        /no cluster 'dev'.*does not give its list/,
      ),
    });
    broken = false;
    await eventually(async () =>
      expect((await portal.cluster('dev')).health).toBe('connected'),
    );
    expect((await portal.list()).warnings).toEqual([]);
  });
});
