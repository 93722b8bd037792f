import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  asString,
  at,
  deleteVerb,
  emptyReading,
  podsByLabel,
  totalRead,
  type KindDefinition,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  DirectClusterConnection,
  kubeflowClustersExtensionPoint,
  kubeflowKindsExtensionPoint,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { eventually } from './testing/eventually';
import { FakeApiServer } from './testing/FakeApiServer';
import { trainJob, trainJobs } from './testing/objects';
import { startPortal } from './testing/startPortal';

/** The example of kubeflow-node's README. */
const evaluation: KindDefinition = {
  id: 'evaluation',
  kind: 'Evaluation',
  group: 'ml.example.com',
  versions: ['v1'],
  plural: 'evaluations',
  scope: 'Namespaced',
  family: 'training',
  role: 'workload',
  title: { one: 'Evaluation', many: 'Evaluations' },
  read: totalRead(object =>
    emptyReading({
      state: at(object, 'status', 'done') === true ? 'succeeded' : 'running',
      message: asString(at(object, 'status', 'message')),
    }),
  ),
  children: object =>
    podsByLabel({
      'ml.example.com/evaluation': at(object, 'metadata', 'name'),
    }),
  verbs: [deleteVerb],
};

const withKinds = (...kinds: KindDefinition[]) =>
  createBackendModule({
    pluginId: 'kubeflow',
    moduleId: 'kinds',
    register(env) {
      env.registerInit({
        deps: { registry: kubeflowKindsExtensionPoint },
        async init({ registry }) {
          registry.addKind(...kinds);
        },
      });
    },
  });

const withCluster = (name: string, url: string) =>
  createBackendModule({
    pluginId: 'kubeflow',
    moduleId: 'clusters',
    register(env) {
      env.registerInit({
        deps: { clusters: kubeflowClustersExtensionPoint },
        async init({ clusters }) {
          clusters.addConnection(
            await DirectClusterConnection.create({
              name,
              config: { url, serviceAccountToken: 'ours' },
            }),
          );
        },
      });
    },
  });

describe('a module', () => {
  it('adds a kind and a cluster, which are followed like all others', async () => {
    await using api = await FakeApiServer.start([
      trainJobs,
      {
        group: evaluation.group,
        version: 'v1',
        plural: evaluation.plural,
        kind: evaluation.kind,
      },
    ]);
    api.put('evaluations', {
      metadata: { name: 'bleu', namespace: 'team-a' },
      status: { done: true, message: 'BLEU 31.4' },
    });
    await using other = await FakeApiServer.start([trainJobs]);
    other.put('trainjobs', trainJob('hidden'));
    await using portal = await startPortal({
      // A connection of the same name takes the place of the Kubernetes plugin's.
      clusters: [{ name: 'lab', url: other.url }],
      features: [withKinds(evaluation), withCluster('lab', api.url)],
    });
    await eventually(async () =>
      expect((await portal.list()).items).toMatchObject([
        {
          cluster: 'lab',
          kind: 'evaluation',
          state: 'succeeded',
          message: 'BLEU 31.4',
        },
      ]),
    );
    expect(await portal.cluster('lab')).toMatchObject({ connection: 'direct' });
    expect(api.requests.map(({ headers }) => headers.authorization)).toContain(
      'Bearer ours',
    );
    expect(other.requests).toEqual([]);
  });

  it.each<[string, KindDefinition, RegExp]>([
    [
      'an id that is taken',
      { ...evaluation, id: 'trainjob' },
      /'trainjob' \(evaluations\.ml\.example\.com\) is already taken by 'trainjob'/,
    ],
    [
      'a resource that is taken',
      { ...evaluation, group: 'trainer.kubeflow.org', plural: 'trainjobs' },
      /'evaluation' \(trainjobs\.trainer\.kubeflow\.org\) is already taken/,
    ],
    [
      'an id that no address can have',
      { ...evaluation, id: 'My Kind' },
      /'My Kind' must be lower-case/,
    ],
  ])('that brings a kind with %s stops the start', async (_, kind, says) => {
    await expect(
      startPortal({ features: [withKinds(kind)] }).then(portal =>
        portal.stop(),
      ),
    ).rejects.toThrow(says);
  });

  it('whose reader throws costs its own objects their state, and nobody else theirs', async () => {
    await using api = await FakeApiServer.start([
      trainJobs,
      {
        group: evaluation.group,
        version: 'v1',
        plural: evaluation.plural,
        kind: evaluation.kind,
      },
    ]);
    api.put('evaluations', { metadata: { name: 'bleu', namespace: 'team-a' } });
    api.put('trainjobs', trainJob('bert', { over: 'Complete' }));
    await using portal = await startPortal({
      clusters: [{ name: 'dev', url: api.url }],
      features: [
        withKinds({
          ...evaluation,
          read: () => {
            throw new Error('a mistake of the module');
          },
          children: () => {
            throw new Error('another one');
          },
        }),
      ],
    });
    await eventually(async () =>
      expect((await portal.list('?sort=name')).items).toMatchObject([
        { name: 'bert', state: 'succeeded' },
        {
          name: 'bleu',
          state: 'unknown',
          reason: 'Unreadable',
          message: expect.stringContaining('Evaluation'),
        },
      ]),
    );
    const path = '/v1/workloads/dev/team-a/evaluation/bleu';
    for (const end of ['', '/pods', '/events', '/yaml']) {
      expect((await portal.fetch(`${path}${end}`)).status).toBe(200);
    }
  });
});
