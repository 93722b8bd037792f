import {
  eventsResponseSchema,
  podsResponseSchema,
  workloadDetailSchema,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { eventually } from './testing/eventually';
import { FakeApiServer, type FakeResource } from './testing/FakeApiServer';
import { putEvent, putPod, startJobWithPods } from './testing/jobWithPods';
import {
  clusterTrainingRuntimes,
  jobSets,
  pyTorchJobs,
  trainJob,
  trainJobs,
} from './testing/objects';
import { startPortal, type Portal } from './testing/startPortal';

const resources: FakeResource[] = [
  trainJobs,
  pyTorchJobs,
  jobSets,
  clusterTrainingRuntimes,
];

/** What a terminal or a page would act on, beside text that is to stay. */
const WILD =
  '\u001b[31mred\u001b[0m<img src=x onerror=alert(1)>\u202eevil\u2066\u0000\u0007\u009b2J end';
const ACTIVE = ['\u001b', '\u202e', '\u2066', '\u0000', '\u0007', '\u009b'];

const startWith = (...apis: FakeApiServer[]): Promise<Portal> =>
  startPortal({
    clusters: apis.map((api, index) => ({
      name: `cluster-${index}`,
      url: api.url,
    })),
  });

function expectHarmless(text: string | undefined): void {
  expect(text).toMatch(/red.*evil/i);
  for (const character of ACTIVE) {
    expect(text).not.toContain(character);
  }
}

describe('bad input', () => {
  it('is cleaned in every text that a person is shown; HTML stays the text that it is', async () => {
    await using api = await startJobWithPods();
    api.put('trainjobs', {
      ...trainJob('bert', { over: 'Failed', message: WILD }),
      metadata: {
        name: 'bert',
        namespace: 'team-a',
        labels: { model: WILD, ['__proto__']: 'x', [WILD]: 'y' },
        annotations: { 'kubeflow.org/owner': WILD },
      },
    });
    putPod(api, 'bert', 0);
    api.put('pods', {
      metadata: {
        name: 'bert-node-0-0',
        namespace: 'team-a',
        uid: 'bert-0',
        labels: { 'jobset.sigs.k8s.io/jobset-name': 'bert' },
      },
      spec: { nodeName: WILD, containers: [{ name: 'node', image: WILD }] },
      status: {
        phase: 'Failed',
        message: WILD,
        containerStatuses: [
          {
            name: 'node',
            state: {
              terminated: { exitCode: 1, reason: WILD, message: WILD },
            },
          },
        ],
      },
    });
    putEvent(api, 'wild', { kind: 'Pod', name: WILD, uid: 'bert-0' }, 9, WILD);
    await using portal = await startWith(api);
    await eventually(async () =>
      expect((await portal.list('?kind=trainjob')).items).toHaveLength(1),
    );
    const [row] = (await portal.list('?kind=trainjob')).items;
    expectHarmless(row.message);
    expectHarmless(row.owner);
    expect(row.message).toContain('<img src=x onerror=alert(1)>');

    const path = '/v1/workloads/cluster-0/team-a/trainjob/bert';
    const detail = await portal.get(path, workloadDetailSchema);
    expectHarmless(detail.conditions[0].message);
    // Labels are addresses: what is shown is what the cluster has, and only as JSON.
    expect(detail.labels.model).toBe(WILD);
    const { items } = await portal.get(`${path}/pods`, podsResponseSchema);
    const pod = items.find(({ uid }) => uid === 'bert-0');
    expectHarmless(pod?.message);
    expectHarmless(pod?.containers[0].message);
    expectHarmless(pod?.containers[0].image);
    expectHarmless(pod?.node);
    const events = await portal.get(`${path}/events`, eventsResponseSchema);
    expectHarmless(events.items[0].message);
    expectHarmless(events.items[0].about.name);

    for (const end of ['', '/pods', '/events', '/yaml']) {
      const { headers } = await portal.fetch(`${path}${end}`);
      expect(headers.get('content-type')).not.toMatch(/html/);
    }
  });

  it('never breaks a list, a page or a stream, whatever an object holds', async () => {
    await using api = await FakeApiServer.start(resources);
    await using portal = await startWith(api);
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    const stream = await portal.stream(
      '?role=workload&role=definition&role=part',
    );
    const names: string[] = [];
    const part = fc.jsonValue({ maxDepth: 4 });
    const samples = fc.sample(
      fc.record({
        resource: fc.constantFrom(...resources),
        spec: part,
        status: fc.oneof(
          part,
          fc.record({
            conditions: part,
            replicaStatuses: part,
            jobsStatus: part,
            startTime: part,
            completionTime: part,
          }),
        ),
        labels: part,
        annotations: part,
        ownerReferences: part,
        creationTimestamp: part,
      }),
      { numRuns: 150, seed: 7 },
    );
    samples.forEach(({ resource, spec, status, ...metadata }, index) => {
      const name = `wild-${index}`;
      names.push(name);
      api.put(resource.plural, {
        metadata: {
          ...metadata,
          name,
          namespace:
            resource === clusterTrainingRuntimes ? undefined : 'team-a',
        },
        spec,
        status,
      } as KubernetesObject);
    });
    api.put('trainjobs', trainJob('good', { over: 'Complete' }));
    const all = '?limit=500&role=workload&role=definition&role=part';
    await eventually(async () =>
      expect((await portal.list(all)).total).toBe(names.length + 1),
    );
    const { items, warnings } = await portal.list(all);
    expect(warnings).toEqual([]);
    await eventually(() =>
      expect(stream.of('upsert').map(each => each.workload.name)).toContain(
        'good',
      ),
    );
    for (const { namespace, kind, name } of items.slice(0, 25)) {
      const path = `/v1/workloads/cluster-0/${namespace ?? '_'}/${kind}/${name}`;
      const detail = await portal.get(path, workloadDetailSchema);
      expect(detail.workload.name).toBe(name);
      expect((await portal.fetch(`${path}/yaml`)).status).toBe(200);
    }
    expect((await portal.cluster('cluster-0')).health).toBe('connected');
  });

  it('may be enormous: rows and pages stay small, and the neighbours are served', async () => {
    await using api = await FakeApiServer.start(resources);
    const huge = trainJob('huge', {
      over: 'Failed',
      message: 'm'.repeat(300_000),
    });
    api.put('trainjobs', {
      ...huge,
      metadata: {
        ...huge.metadata,
        labels: Object.fromEntries(
          Array.from({ length: 3000 }, (_, i) => [
            `label-${i}`,
            'x'.repeat(60),
          ]),
        ),
        annotations: { 'kubeflow.org/owner': 'o'.repeat(200_000) },
      },
      status: {
        conditions: Array.from({ length: 5000 }, (_, i) => ({
          type: i === 0 ? 'Failed' : `Type${i}`,
          status: 'True',
          reason: 'r'.repeat(100),
          message: 'm'.repeat(100),
        })),
        jobsStatus: Array.from({ length: 5000 }, (_, i) => ({
          name: `job-${i}`,
          active: 1,
        })),
      },
    });
    api.put('trainjobs', trainJob('small'));
    await using portal = await startWith(api);
    await eventually(async () =>
      expect(await portal.names('?sort=name')).toEqual(['huge', 'small']),
    );
    const row = await (await portal.fetch('/v1/workloads')).text();
    expect(row.length).toBeLessThan(50_000);
    const page = await (
      await portal.fetch('/v1/workloads/cluster-0/team-a/trainjob/huge')
    ).text();
    expect(page.length).toBeLessThan(600_000);
  });

  it('of one cluster delays no other: dead, silent and slow ones stand beside one that works', async () => {
    await using dead = await FakeApiServer.start(resources);
    await dead.stop();
    await using silent = await FakeApiServer.start(resources);
    silent.fault = () => ({ hang: true });
    await using good = await FakeApiServer.start(resources);
    for (let i = 0; i < 30; i += 1) {
      good.put('trainjobs', trainJob(`job-${i}`));
    }
    const began = performance.now();
    await using portal = await startWith(dead, silent, good);
    await eventually(async () => expect((await portal.list()).total).toBe(30));
    // The silent one is given three seconds; nobody waited for it.
    expect(performance.now() - began).toBeLessThan(2500);
    expect((await portal.cluster('cluster-1')).health).toBe('connecting');
    const stream = await portal.stream('?cluster=cluster-2');
    good.put('trainjobs', trainJob('new'));
    await eventually(() => expect(stream.of('upsert')).toHaveLength(1));
    const { warnings } = await portal.list();
    expect(warnings.map(({ cluster }) => cluster)).not.toContain('cluster-2');
    expect(warnings).toContainEqual({
      cluster: 'cluster-1',
      code: 'cluster-connecting',
      message: expect.stringContaining('first time'),
    });
  });

  it('has clocks that run backwards: times stay as told, durations never fall below zero', async () => {
    await using api = await FakeApiServer.start(resources);
    const job = (name: string, began: string, over: string) => ({
      metadata: {
        name,
        namespace: 'team-a',
        creationTimestamp: '2026-11-20T12:00:00Z',
      },
      spec: { pytorchReplicaSpecs: { Worker: { replicas: 1 } } },
      status: {
        startTime: began,
        completionTime: over,
        conditions: [
          { type: 'Running', status: 'True', lastTransitionTime: over },
          { type: 'Succeeded', status: 'True', lastTransitionTime: began },
        ],
      },
    });
    api.put(
      'pytorchjobs',
      job('normal', '2026-11-20T12:00:00Z', '2026-11-20T12:10:00Z'),
    );
    api.put(
      'pytorchjobs',
      job('backwards', '2026-11-20T13:00:00Z', '2026-11-20T12:00:00Z'),
    );
    api.put(
      'pytorchjobs',
      job('future', '2199-01-01T00:00:00Z', '2199-01-01T00:00:01Z'),
    );
    api.put(
      'pytorchjobs',
      job('zero', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z'),
    );
    api.put(
      'pytorchjobs',
      job('nonsense', 'yesterday', '2026-99-99T00:00:00Z'),
    );
    await using portal = await startWith(api);
    await eventually(async () => expect((await portal.list()).total).toBe(5));
    expect(
      (await portal.names('?sort=duration&order=desc')).slice(0, 3),
    ).toEqual(['normal', 'future', 'backwards']);
    for (const item of (await portal.list()).items) {
      expect(item.state).toBe('succeeded');
      for (const time of [item.startedAt, item.finishedAt, item.since]) {
        expect(time === undefined || Date.parse(time) > 0).toBe(true);
      }
    }
  });
});
