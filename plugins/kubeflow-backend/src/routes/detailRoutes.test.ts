import {
  eventsResponseSchema,
  podsResponseSchema,
  workloadDetailSchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { eventually } from '../testing/eventually';
import { status, type FakeRequest } from '../testing/FakeApiServer';
import { putEvent, putPod, startJobWithPods } from '../testing/jobWithPods';
import { trainJob } from '../testing/objects';
import { startPortal, type Portal } from '../testing/startPortal';

const BERT = '/v1/workloads/dev/team-a/trainjob/bert';

async function startWith(api: { url: string }, kubeflow = {}): Promise<Portal> {
  const portal = await startPortal({
    clusters: [{ name: 'dev', title: 'Development', url: api.url }],
    kubeflow,
  });
  await eventually(async () => {
    for (const kind of ['trainjob', 'jobset']) {
      expect((await portal.kind('dev', kind)).status).toBe('watching');
    }
  });
  return portal;
}

const detailOf = (portal: Portal, path = BERT) =>
  portal.get(path, workloadDetailSchema);
const podsOf = (portal: Portal, path = BERT) =>
  portal.get(`${path}/pods`, podsResponseSchema);
const eventsOf = (portal: Portal, path = BERT) =>
  portal.get(`${path}/events`, eventsResponseSchema);

describe('one workload', () => {
  it('has its conditions, parts, pods by rank and events, and nothing of its neighbours', async () => {
    await using api = await startJobWithPods();
    await using portal = await startWith(api);
    const detail = await detailOf(portal);
    expect(detail).toMatchObject({
      workload: { name: 'bert', state: 'failed', cluster: 'dev' },
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      conditions: [
        { type: 'Failed', status: 'True', message: 'rank 1 ran out of memory' },
      ],
      parts: [{ kind: 'jobset', name: 'bert' }],
      warnings: [],
    });
    expect(
      await detailOf(portal, '/v1/workloads/dev/team-a/jobset/bert'),
    ).toMatchObject({ parent: { kind: 'trainjob', name: 'bert' } });
    const pods = await podsOf(portal);
    expect(pods.items.map(pod => pod.name)).toEqual([
      'bert-node-0-0',
      'bert-node-0-1',
    ]);
    expect(pods.warnings).toEqual([]);
    expect((await eventsOf(portal)).items.map(event => event.message)).toEqual([
      'about bert-node-0-1',
      'about bert',
    ]);
    // Who was told of a change is not shown the state before.
    const stream = await portal.stream('?kind=trainjob');
    api.put('trainjobs', trainJob('bert', { over: 'Complete' }));
    await eventually(() => expect(stream.of('upsert')).toHaveLength(1));
    expect((await detailOf(portal)).workload.state).toBe('succeeded');
  });

  it('has its children watched while somebody looks, once for all who do, and let go soon after', async () => {
    await using api = await startJobWithPods();
    await using portal = await startWith(api);
    expect([api.watches('pods'), api.watches('events')]).toEqual([0, 0]);

    const viewers = await Promise.all(
      [1, 2, 3].map(() => portal.stream('?object=dev/team-a/trainjob/bert')),
    );
    await eventually(() =>
      expect([api.watches('pods'), api.watches('events')]).toEqual([1, 1]),
    );
    expect((await podsOf(portal)).items).toHaveLength(2);
    expect(
      api.requests.filter(({ path, query }) =>
        path.endsWith('/pods') ? !query.has('watch') : false,
      ),
    ).toHaveLength(1);

    for (const viewer of viewers) {
      viewer.events.length = 0;
    }
    putPod(api, 'bert', 2);
    for (const viewer of viewers) {
      await eventually(() =>
        expect(viewer.of('children')).toMatchObject([
          { object: 'dev/team-a/trainjob/bert' },
        ]),
      );
    }
    expect((await podsOf(portal)).items).toHaveLength(3);

    // What happens to its neighbours makes nobody ask again.
    await sleep(300);
    viewers[0].events.length = 0;
    putEvent(api, 'theirs', { kind: 'Pod', name: 'y', uid: 'gpt-0' }, 4);
    await sleep(500);
    putEvent(api, 'ours', { kind: 'Pod', name: 'z', uid: 'bert-2' }, 4);
    await eventually(async () =>
      expect((await eventsOf(portal)).items[0].message).toBe('about z'),
    );
    await sleep(300);
    expect(viewers[0].of('children')).toHaveLength(1);

    viewers[0].close();
    viewers[1].close();
    putEvent(api, 'late', { kind: 'Pod', name: 'x', uid: 'bert-2' }, 5);
    await eventually(async () =>
      expect((await eventsOf(portal)).items[0].message).toBe('about x'),
    );
    expect(api.watches('pods')).toBe(1);
    viewers[2].close();
    await eventually(() =>
      expect([api.watches('pods'), api.watches('events')]).toEqual([0, 0]),
    );
  });

  it('gives the YAML of the object as the cluster has it now, without managed fields', async () => {
    await using api = await startJobWithPods();
    await using portal = await startWith(api);
    const response = await portal.fetch(`${BERT}/yaml`);
    expect(response.headers.get('content-type')).toMatch(/^text\/yaml/);
    const text = await response.text();
    const { managedFields, ...metadata } = parse(text).metadata;
    expect(managedFields).toBeUndefined();
    expect(metadata).toMatchObject({ name: 'bert', namespace: 'team-a' });
    const whole = await portal.fetch(`${BERT}/yaml?managedFields=true`);
    expect(parse(await whole.text()).metadata.managedFields).toHaveLength(1);
    expect(
      await portal.getError(`${BERT}/yaml?managedFields=yes`),
    ).toMatchObject({
      status: 400,
      message: expect.stringContaining("'managedFields'"),
    });
    // Texts that a terminal or a page would act on stay data: what is parsed is what the cluster has.
    const wild = '\u001b[31m<script>\u202e\u0000\n--- !!js';
    api.put('trainjobs', trainJob('bert', { over: 'Failed', message: wild }));
    const again = await (await portal.fetch(`${BERT}/yaml`)).text();
    expect(parse(again).status.conditions[0].message).toBe(wild);
    expect(again).not.toContain('\u001b');
  });

  it('says what does not exist, and what does', async () => {
    await using api = await startJobWithPods();
    await using portal = await startWith(api);
    const cases: [path: string, code: number, says: RegExp][] = [
      [
        'dev/team-a/trainjob/gone',
        404,
        /TrainJob 'gone' in namespace 'team-a' was deleted from cluster 'dev', or never/,
      ],
      [
        'prod/team-a/trainjob/bert',
        404,
        /no cluster 'prod'. Known clusters: dev/,
      ],
      [
        'dev/team-a/secret/token',
        404,
        /no kind 'secret'. Known kinds: .*trainjob/,
      ],
      ['dev/_/trainjob/bert', 404, /TrainJobs have a namespace/],
      [
        'dev/team-a/clustertrainingruntime/torch',
        404,
        /have no namespace; write '_'/,
      ],
      [
        'dev/team-a/notebook/mine',
        404,
        /'dev' has no .*: it does not serve notebooks\.kubeflow\.org/,
      ],
      ['dev/team-a/trainjob/a%2Fb', 400, /'name': must not/],
      ['dev/a%252Fb/trainjob/bert', 400, /'namespace': must not/],
      [`dev/team-a/trainjob/${'x'.repeat(254)}`, 400, /'name'/],
      ['dev/team-a/trainjob/%E0%A4%A', 400, /Failed to decode param/],
      ['dev/team-a/trainjob/bert%1B%5B31m', 404, /was deleted/],
    ];
    for (const [path, code, says] of cases) {
      for (const end of ['', '/pods', '/events', '/yaml']) {
        const { status: got, message } = await portal.getError(
          `/v1/workloads/${path}${end}`,
        );
        expect([path, end, got]).toEqual([path, end, code]);
        expect(message).toMatch(says);
      }
    }
    expect((await portal.fetch(`${BERT}/unheard`)).status).toBe(404);
  });

  it('never leaves its place in the API, whatever dots a path has', async () => {
    await using api = await startJobWithPods();
    await using portal = await startWith(api);
    const seen = api.requests.length;
    for (const path of [
      'dev/../trainjob/bert/yaml',
      'dev/team-a/trainjob/../yaml',
      'dev/%2e%2e/trainjob/bert/pods',
      'dev/team-a/trainjob/%2e%2e/yaml',
      'dev/./trainjob/bert/events',
    ]) {
      expect(await getRaw(portal, `/v1/workloads/${path}`)).toMatch(
        /^HTTP\/1\.1 400 .*must not be '\.' or '\.\.'/s,
      );
    }
    const stream = `?object=${encodeURIComponent('dev/../trainjob/bert')}`;
    expect((await portal.fetch(`/v1/stream${stream}`)).status).toBe(400);
    expect(
      api.requests.slice(seen).filter(({ path }) => path.includes('trainjobs')),
    ).toEqual([]);
  });

  it('shows what there is when children are denied or slow, and says what is missing', async () => {
    await using api = await startJobWithPods();
    const denied = status(403, 'Forbidden', 'pods is forbidden');
    const isPods = ({ path }: FakeRequest) => path.endsWith('/pods');
    api.fault = request =>
      isPods(request) ? { status: 403, body: denied } : undefined;
    await using portal = await startWith(api, {
      watch: { requestTimeout: { milliseconds: 600 } },
    });
    expect(await podsOf(portal)).toEqual({
      items: [],
      warnings: [
        {
          cluster: 'dev',
          kind: 'trainjob',
          code: 'children-unavailable',
          message: expect.stringMatching(/pods cannot be read: .*forbidden/),
        },
      ],
    });
    expect((await eventsOf(portal)).warnings).toEqual([]);

    await eventually(() => expect(api.watches('events')).toBe(0));
    api.fault = request => (isPods(request) ? { hang: true } : undefined);
    const began = performance.now();
    expect((await detailOf(portal)).workload.name).toBe('bert');
    expect(performance.now() - began).toBeLessThan(500);
    expect((await podsOf(portal)).warnings).toMatchObject([
      { message: expect.stringMatching(/still being read|cannot be read/) },
    ]);
    expect((await eventsOf(portal)).items.length).toBeGreaterThan(0);

    api.fault = () => undefined;
    await eventually(async () => {
      const pods = await podsOf(portal);
      expect(pods.items).toHaveLength(2);
      expect(pods.warnings).toEqual([]);
    });
  });

  it('names the cluster that does not answer, and says which one is not there yet', async () => {
    await using api = await startJobWithPods();
    await using portal = await startWith(api, {
      watch: { requestTimeout: { milliseconds: 500 } },
    });
    api.fault = ({ path }) =>
      path.includes('trainjobs') ? { hang: true } : undefined;
    for (const [end, says] of [
      ['', /Cluster 'dev'(:| did not answer)/],
      ['/pods', /Cluster 'dev'(:| did not answer)/],
      ['/yaml', /Cluster 'dev': The cluster does not answer in time/],
    ] as const) {
      const { status: code, message } = await portal.getError(`${BERT}${end}`);
      expect(code).toBe(503);
      expect(message).toMatch(says);
    }
    api.fault = () => ({ status: 200, text: '<html>', type: 'text/html' });
    expect(await portal.getError(`${BERT}/yaml`)).toMatchObject({
      status: 503,
      message: expect.stringMatching(/'dev': A web page answers instead/),
    });

    await using dead = await startJobWithPods();
    await dead.stop();
    await using other = await startPortal({
      clusters: [{ name: 'dead', url: dead.url }],
    });
    await eventually(async () => {
      const path = '/v1/workloads/dead/team-a/trainjob/bert';
      expect(await other.getError(path)).toMatchObject({
        status: 503,
        message: expect.stringMatching(
          /'dead' is unreachable: Nothing listens/,
        ),
      });
    });
  });
});

/** An answer to a request whose path no client has tidied up. */
async function getRaw(portal: Portal, path: string): Promise<string> {
  const { hostname, port, pathname } = new URL(portal.url);
  const socket = connect(Number(port), hostname);
  socket.end(
    `GET ${pathname}${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`,
  );
  let text = '';
  for await (const piece of socket) {
    text += piece;
  }
  return text;
}
