import {
  builtInKinds,
  type StreamEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortalClient } from '../portal/PortalClient';
import { startPortal } from '../portal/startPortal';
import {
  condition,
  runningStatus,
  trainJob,
  trainJobPath,
} from '../portal/trainJobs';
import type { ApiClient } from './apiClient';
import { CountingProxy } from './countingProxy';
import { installCrds, removeCrd, trainingCrds, waitFor } from './crds';
import { applyManifest, createToken } from './manifests';
import { freePort } from './serverProcess';
import { clientOf, openCluster, type OpenCluster } from './testCluster';

const resources = new AsyncDisposableStack();
let cluster: OpenCluster;
let admin: ApiClient;
let line: CountingProxy;
let portal: PortalClient;
const namespace = 'vision';

beforeAll(async () => {
  cluster = resources.use(await openCluster());
  admin = resources.use(clientOf(cluster));
  await installCrds(admin, trainingCrds);
  await applyManifest(admin, 'docs/rbac.yaml');
  await admin.create('/api/v1/namespaces', { metadata: { name: namespace } });
  const token = await createToken(admin, 'kubeflow-portal', 'kubeflow-portal');
  const restricted = await createRestrictedAccount(admin);

  line = resources.use(await CountingProxy.start(cluster.endpoint));
  const { url, ca } = cluster.endpoint;
  const backend = await startPortal({
    clusters: [
      { name: 'real', url: line.url, token },
      { name: 'dead', url: `http://127.0.0.1:${await freePort()}`, token },
      { name: 'restricted', url, ca, token: restricted },
      { name: 'stranger', url, ca, token: 'nobody-has-issued-this' },
    ],
    kubeflow: {
      watch: {
        retryInitial: { milliseconds: 100 },
        retryMax: { seconds: 1 },
        watchTimeout: { seconds: 10 },
      },
      children: { linger: { milliseconds: 200 } },
    },
  });
  resources.use(backend);
  portal = resources.use(new PortalClient(backend.url));
  await watching('real', 'trainjob');
});
afterAll(() => resources.disposeAsync());

/** A service account that may read TrainJobs and nothing else. */
async function createRestrictedAccount(client: ApiClient): Promise<string> {
  const metadata = { name: 'restricted', namespace: 'default' };
  await client.create('/api/v1/namespaces/default/serviceaccounts', {
    metadata,
  });
  await client.create('/apis/rbac.authorization.k8s.io/v1/clusterroles', {
    metadata: { name: 'restricted' },
    rules: [
      {
        apiGroups: ['trainer.kubeflow.org'],
        resources: ['trainjobs'],
        verbs: ['list', 'watch'],
      },
    ],
  });
  await client.create(
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    {
      metadata: { name: 'restricted' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'restricted',
      },
    },
  );
  return createToken(client, 'default', 'restricted');
}

const status = async (name: string, kind: string) =>
  (await portal.kind(name, kind))?.status;

const watching = (name: string, kind: string) =>
  waitFor(
    `${kind} of ${name} to be watched`,
    async () => (await status(name, kind)) === 'watching',
  );

const create = (name: string, metadata: object = {}) =>
  admin.create(trainJobPath(namespace), trainJob(name, metadata));

const patchStatus = (name: string, body: object) =>
  admin.mergePatch(`${trainJobPath(namespace, name)}/status`, { status: body });

const find = async (name: string, on = 'real') => {
  const { items } = await portal.workloads({
    cluster: on,
    namespace,
    kind: 'trainjob',
    text: name,
  });
  return items.find(item => item.name === name);
};

const upsertOf = (name: string, state?: string) => (event: StreamEvent) =>
  event.type === 'upsert' &&
  event.workload.name === name &&
  (!state || event.workload.state === state);

const removeOf = (name: string) => (event: StreamEvent) =>
  event.type === 'remove' && event.name === name;

describe('clusters', () => {
  it('are told apart: well, not there, not allowed in, allowed a little', async () => {
    await expect
      .poll(async () => (await portal.cluster('dead'))?.health, {
        timeout: 60_000,
      })
      .toBe('unreachable');
    await expect
      .poll(async () => (await portal.cluster('stranger'))?.health, {
        timeout: 60_000,
      })
      .toBe('unauthorized');
    await watching('restricted', 'trainjob');
    await expect
      .poll(() => status('restricted', 'pytorchjob'), { timeout: 60_000 })
      .toBe('forbidden');

    const real = await portal.cluster('real');
    expect(real).toMatchObject({ connection: 'proxy', health: 'connected' });
    expect(real?.message).toBeUndefined();
    expect(real?.kubernetesVersion).toMatch(/^v?1\.\d+/);
    const kind = (id: string) => real?.kinds.find(one => one.kind === id);
    expect(kind('trainjob')).toMatchObject({
      status: 'watching',
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
    });
    expect(kind('inferenceservice')).toMatchObject({
      status: 'absent',
      count: 0,
    });

    for (const name of ['dead', 'stranger']) {
      expect((await portal.cluster(name))?.message).toMatch(/\w+ \w+/);
    }
    expect((await portal.kind('restricted', 'pytorchjob'))?.message).toContain(
      'pytorchjobs',
    );
    const { warnings } = await portal.workloads();
    const told = warnings.map(({ cluster: where, code }) => `${where} ${code}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'dead cluster-unreachable',
        'stranger cluster-unauthorized',
        'restricted kind-forbidden',
      ]),
    );
    expect(told.filter(one => one.startsWith('real'))).toEqual([]);
  });
});

describe('a job', () => {
  it('is followed from its creation to its end, in lists and in the stream', async () => {
    using stream = await portal.stream({ cluster: 'real', kind: 'trainjob' });
    await create('bert', { labels: { 'kubeflow.org/owner': 'team-vision' } });
    await stream.until(upsertOf('bert'));
    expect(await find('bert')).toMatchObject({
      cluster: 'real',
      namespace,
      kind: 'trainjob',
      family: 'training',
      owner: 'team-vision',
      accelerators: [
        { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 16 },
      ],
    });
    // The same object, seen through the other cluster's narrower credential.
    await expect
      .poll(() => find('bert', 'restricted'), { timeout: 20_000 })
      .toBeDefined();

    await patchStatus('bert', runningStatus);
    const running = await stream.until(upsertOf('bert', 'running'));
    expect(running).toMatchObject({
      workload: { progress: { percent: 42, remainingSeconds: 3600 } },
    });

    const message = 'jobset failed due to one or more job failures';
    await patchStatus('bert', {
      conditions: [condition('Failed', 'JobsFailed', message)],
    });
    await stream.until(upsertOf('bert', 'failed'));
    const { workload, conditions } = await portal.detail(
      `real/${namespace}/trainjob/bert`,
    );
    expect(workload).toMatchObject({ state: 'failed', reason: 'JobsFailed' });
    expect(conditions).toMatchObject([
      { type: 'Failed', status: 'True', message },
    ]);
    expect(
      (await portal.workloads({ cluster: 'real', state: 'failed' })).items.map(
        item => item.name,
      ),
    ).toEqual(['bert']);

    await admin.delete(trainJobPath(namespace, 'bert'));
    await stream.until(removeOf('bert'));
    expect(await find('bert')).toBeUndefined();
  });

  it('shows its pods and events while somebody looks, and lets them go after that', async () => {
    await create('gpt');
    await expect.poll(() => find('gpt'), { timeout: 20_000 }).toBeDefined();
    const address = `real/${namespace}/trainjob/gpt`;
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const labels = {
      'jobset.sigs.k8s.io/jobset-name': 'gpt',
      'jobset.sigs.k8s.io/replicatedjob-name': 'node',
      'batch.kubernetes.io/job-completion-index': '0',
    };
    await admin.create(pods, {
      metadata: { name: 'gpt-node-0-0', labels },
      spec: { containers: [{ name: 'node', image: 'x' }] },
    });
    const uid = (await admin.get(trainJobPath(namespace, 'gpt'))).metadata.uid;
    await admin.create(`/api/v1/namespaces/${namespace}/events`, {
      metadata: { name: 'gpt.1' },
      involvedObject: {
        apiVersion: 'trainer.kubeflow.org/v1alpha1',
        kind: 'TrainJob',
        name: 'gpt',
        namespace,
        uid,
      },
      type: 'Warning',
      reason: 'TrainJobResourcesCreationFailed',
      message: 'no runtime of that name',
      count: 1,
    });

    {
      using stream = await portal.stream({ object: address });
      using other = await portal.stream({ object: address });
      await expect
        .poll(
          async () =>
            (await portal.pods(address)).items.map(pod => [
              pod.name,
              pod.phase,
            ]),
          { timeout: 20_000 },
        )
        .toEqual([['gpt-node-0-0', 'Pending']]);
      await expect
        .poll(
          async () =>
            (await portal.events(address)).items.map(event => event.reason),
          { timeout: 20_000 },
        )
        .toEqual(['TrainJobResourcesCreationFailed']);
      await admin.mergePatch(`${pods}/gpt-node-0-0/status`, {
        status: { phase: 'Running' },
      });
      await stream.until(
        event => event.type === 'children' && event.object === address,
      );
      await expect
        .poll(async () => (await portal.pods(address)).items[0]?.phase, {
          timeout: 20_000,
        })
        .toBe('Running');
      await other.until(event => event.type === 'children');
      // However many look, the cluster is asked once.
      const lists = line.seen.filter(
        one => !one.watch && one.path === pods && one.query.includes('gpt'),
      );
      expect(lists).toEqual([expect.anything()]);
    }
    // The Kubernetes plugin's proxy keeps a watch until the server ends it.
    await waitFor(
      'the watch to end',
      async () => line.open(pods) === 0,
      90_000,
    );
  });
});

describe('page views', () => {
  it('cost the API server nothing', async () => {
    for (const name of ['one', 'two', 'three']) {
      await create(`view-${name}`);
    }
    await expect
      .poll(() => find('view-three'), { timeout: 20_000 })
      .toBeDefined();
    using stream = await portal.stream({ namespace });
    // The portal looks at what is served now and then, and renews its watches, whoever is there.
    const asked = () =>
      line.seen.filter(
        ({ path, watch }) => !watch && !/^\/(api|apis|version)\/?$/.test(path),
      );
    const before = asked().length;
    for (let view = 0; view < 50; view++) {
      const { items } = await portal.workloads({
        namespace,
        text: 'view',
        sort: (['name', 'created', 'attention'] as const)[view % 3],
        limit: 1 + (view % 3),
      });
      expect(items).toHaveLength(1 + (view % 3));
      await portal.clusters();
    }
    expect(asked().slice(before)).toEqual([]);
    expect(stream.seen.some(event => event.type === 'reset')).toBe(false);
  });
});

describe('kinds', () => {
  it('appear with their definition and go with it', async () => {
    const path = `/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices`;
    using stream = await portal.stream({ cluster: 'real' });
    await installCrds(admin, ['kserve']);
    await watching('real', 'inferenceservice');
    await admin.create(path, {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'llama' },
      spec: {
        predictor: {
          model: {
            modelFormat: { name: 'huggingface' },
            storageUri: 'hf://meta/llama',
          },
        },
      },
    });
    await stream.until(upsertOf('llama'));

    await removeCrd(admin, 'inferenceservices.serving.kserve.io');
    await stream.until(removeOf('llama'));
    await expect
      .poll(() => status('real', 'inferenceservice'), { timeout: 60_000 })
      .toBe('absent');
    expect(
      (await portal.workloads({ cluster: 'real', kind: 'inferenceservice' }))
        .total,
    ).toBe(0);
    expect((await portal.cluster('real'))?.health).toBe('connected');
  });
});

describe('the manifest in docs', () => {
  it('gives the portal what it needs and nothing more', async () => {
    const token = await createToken(
      admin,
      'kubeflow-portal',
      'kubeflow-portal',
    );
    const account = admin.as({ token });
    const may = async (verb: string, group: string, resource: string) => {
      const [name, subresource] = resource.split('/');
      const review = await account.create(
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: { verb, group, resource: name, subresource },
          },
        },
      );
      return review.status.allowed
        ? [verb, resource, group].join(' ')
        : undefined;
    };
    const all = async (
      verbs: string[],
      kinds: { group: string; plural: string }[],
    ) =>
      (
        await Promise.all(
          verbs.flatMap(verb =>
            kinds.map(({ group, plural }) => may(verb, group, plural)),
          ),
        )
      ).filter(Boolean);
    const kinds = builtInKinds.list();
    const children = [
      { group: '', plural: 'pods' },
      { group: '', plural: 'events' },
      { group: 'batch', plural: 'jobs' },
    ];
    const readable = [...kinds, ...children];
    expect(await all(['get', 'list', 'watch'], readable)).toHaveLength(
      3 * readable.length,
    );
    expect(
      await all(
        ['create', 'update', 'patch', 'delete', 'deletecollection'],
        readable,
      ),
    ).toEqual([]);
    // What containers write is read one pod at a time, and never written.
    expect(
      await all(['get', 'list', 'create'], [{ group: '', plural: 'pods/log' }]),
    ).toEqual(['get pods/log ']);
    const others = [
      'secrets',
      'configmaps',
      'pods/exec',
      'services/proxy',
      'serviceaccounts/token',
    ];
    expect(
      await all(
        ['get', 'list', 'create'],
        others.map(plural => ({ group: '', plural })),
      ),
    ).toEqual([]);
    expect(
      await all(
        ['impersonate'],
        ['users', 'groups', 'serviceaccounts'].map(plural => ({
          group: '',
          plural,
        })),
      ),
    ).toEqual([]);
  });
});

describe('trouble', () => {
  it('of a network that is gone for a while is survived', async () => {
    await create('before-cut');
    await expect
      .poll(() => find('before-cut'), { timeout: 20_000 })
      .toBeDefined();
    using stream = await portal.stream({ cluster: 'real', kind: 'trainjob' });
    line.cut();
    await expect
      .poll(async () => (await portal.cluster('real'))?.health, {
        timeout: 60_000,
      })
      .toBe('unreachable');
    // What was known is still shown, with a warning.
    const page = await portal.workloads({
      cluster: 'real',
      text: 'before-cut',
    });
    expect(page.items).toHaveLength(1);
    expect(page.warnings).toMatchObject([
      { cluster: 'real', code: 'cluster-unreachable' },
    ]);
    await admin.delete(trainJobPath(namespace, 'before-cut'));
    await create('during-cut');
    line.mend();
    await stream.until(upsertOf('during-cut'));
    await stream.until(
      event =>
        event.type === 'remove' || removeWasSeen(stream.seen, 'before-cut'),
    );
    await expect
      .poll(async () => (await portal.cluster('real'))?.health, {
        timeout: 60_000,
      })
      .toBe('connected');
    expect(await find('before-cut')).toBeUndefined();
  });

  it('of an API server that restarts is survived', async () => {
    await create('before-restart');
    await expect
      .poll(() => find('before-restart'), { timeout: 20_000 })
      .toBeDefined();
    using stream = await portal.stream({ cluster: 'real', kind: 'trainjob' });
    await own().restartApiServer();
    await create('after-restart');
    await patchStatus('before-restart', runningStatus);
    await Promise.all([
      expect
        .poll(async () => (await find('after-restart'))?.name, {
          timeout: 60_000,
        })
        .toBe('after-restart'),
      expect
        .poll(async () => (await find('before-restart'))?.state, {
          timeout: 60_000,
        })
        .toBe('running'),
    ]);
    expect(stream.seen.filter(event => event.type === 'reset')).toEqual([]);
    expect(stream.seen.some(upsertOf('after-restart'))).toBe(true);
    await watching('real', 'trainjob');
  });

  it('of a history that is gone is survived: the list is read again', async () => {
    for (const name of ['kept', 'changed', 'deleted']) {
      await create(`history-${name}`);
    }
    await expect
      .poll(() => find('history-deleted'), { timeout: 20_000 })
      .toBeDefined();
    using stream = await portal.stream({
      cluster: 'real',
      kind: 'trainjob',
      text: 'history',
    });

    line.cut();
    await patchStatus('history-changed', runningStatus);
    await admin.delete(trainJobPath(namespace, 'history-deleted'));
    await create('history-new');
    await own().compact();
    // Until it is restarted the API server would answer from its memory.
    await own().restartApiServer();
    const listed = line.seen.length;
    line.mend();

    await expect
      .poll(
        async () => {
          const { items } = await portal.workloads({
            cluster: 'real',
            text: 'history',
            sort: 'name',
          });
          return items.map(item => `${item.name} ${item.state}`);
        },
        { timeout: 60_000 },
      )
      .toEqual([
        'history-changed running',
        expect.stringMatching(/^history-kept (pending|starting)$/),
        expect.stringMatching(/^history-new (pending|starting)$/),
      ]);
    // It was told 410 and read the list again, and those who look saw only the differences.
    const trainJobs = '/apis/trainer.kubeflow.org/v1alpha1/trainjobs';
    expect(
      line.seen
        .slice(listed)
        .filter(one => !one.watch && one.path === trainJobs).length,
    ).toBeGreaterThan(0);
    await expect
      .poll(() => stream.seen.some(removeOf('history-deleted')), {
        timeout: 20_000,
      })
      .toBe(true);
    expect(stream.seen.some(upsertOf('history-changed', 'running'))).toBe(true);
    expect(stream.seen.some(upsertOf('history-new'))).toBe(true);
    expect(stream.seen.some(upsertOf('history-kept'))).toBe(false);
    expect(stream.seen.some(event => event.type === 'reset')).toBe(false);
  });
});

const removeWasSeen = (seen: StreamEvent[], name: string) =>
  seen.some(removeOf(name));

/** The control plane that is ours to break. */
function own() {
  if (!cluster.plane) {
    throw new Error(
      'A cluster that is not ours cannot be restarted; unset USE_EXISTING_CLUSTER for this test',
    );
  }
  return cluster.plane;
}
