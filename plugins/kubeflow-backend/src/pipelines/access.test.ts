import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { pipelinesServersResponseSchema } from '@kubeflow-portal/plugin-kubeflow-common';
import { allowOnly } from '../testing/permissions';
import { seeded, seedTasks } from '../testing/pipelinesObjects';
import { logger } from '../testing/recordingLogger';
import { startPortal } from '../testing/startPortal';
import { PipelinesSetting } from '../testing/startPipelines';

const user = (name: string, email?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: [], profile: email ? { email } : {} },
});
const catalog = catalogServiceMock.factory({
  entities: [
    user('alice', 'alice@example.com'),
    user('bob', 'bob@example.com'),
    user('carol'),
    user('mallory', 'alice@example.com\r\nkubeflow-userid: admin'),
  ],
});
const as = (name: string) => ({
  authorization: mockCredentials.user.header(`user:default/${name}`),
});
const service = { authorization: mockCredentials.service.header() };
const newRun = {
  name: 'again',
  pipelineId: seeded.pipeline,
  versionId: seeded.version,
  parameters: { password: 'hunter2' },
};

const servers = async ({ portal }: PipelinesSetting) =>
  (await portal.get('/v1/pipelines', pipelinesServersResponseSchema)).items;

describe('what may be changed', () => {
  it('is nothing where the Kubernetes plugin has the only way, and the answer says how to turn it on', async () => {
    await using setting = await PipelinesSetting.start({ way: 'proxy' });
    expect(await servers(setting)).toEqual([
      expect.objectContaining({
        cluster: 'dev',
        status: 'available',
        version: '2.15.0',
        taskModel: 'details',
        write: {
          allowed: false,
          message: expect.stringMatching(
            /proxy.*kubeflow\.clusters\.dev.*docs\/rights\.md/,
          ),
        },
      }),
    ]);
    expect((await setting.ask('/runs')).status).toBe(200);
    for (const [path, method] of [
      ['/runs', 'POST'],
      [`/runs/${seeded.run}`, 'DELETE'],
      [`/runs/${seeded.run}/commands/terminate`, 'POST'],
    ]) {
      const body = path === '/runs' ? newRun : undefined;
      expect(await setting.error(path, { method, body })).toEqual([
        403,
        expect.stringMatching(/^Cluster 'dev': .*administrator/),
      ]);
    }
    expect(setting.api.asked('POST')).toEqual([]);
  });

  it('is everything through a credential of our own, and goes the way of the API server', async () => {
    await using setting = await PipelinesSetting.start({
      pipelines: { url: undefined },
    });
    expect((await servers(setting))[0].write).toEqual({ allowed: true });
    expect((await setting.ask('/runs', { body: newRun })).status).toBe(201);
    expect(setting.api.asked('POST')).toEqual(['/runs']);
    expect(
      setting.cluster.requests.find(({ method, path }) => {
        return method === 'POST' && path.includes('/services/');
      }),
    ).toMatchObject({
      path: '/api/v1/namespaces/kubeflow/services/ml-pipeline:8888/proxy/apis/v2beta1/runs',
      headers: { authorization: 'Bearer ours' },
    });
  });

  it('needs the permission for it, which an answer names', async () => {
    await using setting = await PipelinesSetting.start({
      features: [allowOnly('kubeflow.pipeline.read', 'kubeflow.run.update')],
    });
    const denied = async (path: string, method: string, body?: unknown) =>
      setting.error(path, { method, body });
    expect((await setting.ask('/runs')).status).toBe(200);
    expect(
      (
        await setting.ask(`/runs/${seeded.run}/commands/retry`, {
          method: 'POST',
        })
      ).status,
    ).toBe(204);
    expect(await denied('/runs', 'POST', newRun)).toEqual([
      403,
      expect.stringContaining("'kubeflow.run.create' to start runs"),
    ]);
    expect(await denied(`/runs/${seeded.run}`, 'DELETE')).toEqual([
      403,
      expect.stringContaining("'kubeflow.run.delete'"),
    ]);
    expect(await denied(`/pipelines/${seeded.pipeline}`, 'DELETE')).toEqual([
      403,
      expect.stringContaining("'kubeflow.pipeline.delete'"),
    ]);
    // Who may not see workloads does not see pods by way of a run.
    expect(await setting.error(`/runs/${seeded.run}/pods`)).toEqual([
      403,
      expect.stringContaining("'kubeflow.workload.read'"),
    ]);
    const { body } = await setting.ask(`/runs/${seeded.run}/diagnosis`);
    expect(body).toMatchObject({
      warnings: expect.arrayContaining([
        expect.objectContaining({
          message: expect.stringContaining("'kubeflow.workload.read'"),
        }),
      ]),
    });
    expect(
      setting.cluster.requests.filter(({ path }) => /pods|events/.test(path)),
    ).toEqual([]);
  });

  it('is written down with who and what, and never with values that somebody gave a run', async () => {
    const success = vi.fn(async () => undefined);
    const fail = vi.fn(async () => undefined);
    const createEvent = vi.fn<AuditorService['createEvent']>(async () => ({
      success,
      fail,
    }));
    await using setting = await PipelinesSetting.start({
      features: [mockServices.auditor.mock({ createEvent }).factory],
    });
    await setting.ask('/runs', { body: newRun });
    await setting.ask(`/runs/${seeded.run}/commands/archive`, {
      method: 'POST',
    });
    setting.api.fault = ({ method }) =>
      method === 'POST'
        ? { status: 400, body: { code: 3, message: 'bad value hunter2' } }
        : undefined;
    expect(await setting.error('/runs', { body: newRun })).toEqual([
      400,
      expect.stringContaining('bad value hunter2'),
    ]);
    expect(
      createEvent.mock.calls.map(([{ eventId, meta, severityLevel }]) => [
        eventId,
        severityLevel,
        meta,
      ]),
    ).toEqual([
      [
        'run-create',
        'medium',
        {
          cluster: 'dev',
          pipelineId: seeded.pipeline,
          versionId: seeded.version,
        },
      ],
      [
        'run-command',
        'medium',
        { cluster: 'dev', run: seeded.run, command: 'archive' },
      ],
      ['run-create', 'medium', expect.anything()],
    ]);
    expect(success).toHaveBeenCalledTimes(2);
    expect(fail).toHaveBeenCalledTimes(1);
    const written = JSON.stringify(
      [createEvent.mock.calls, fail.mock.calls],
      (key, value) =>
        key === 'request'
          ? undefined
          : value instanceof Error
            ? value.message
            : value,
    );
    expect(written).not.toContain('hunter2');
  });
});

describe('who asks', () => {
  const header = { identity: { type: 'header' } };

  it('is the email address that the catalog has of the person, and nothing that a request says', async () => {
    await using setting = await PipelinesSetting.start({
      pipelines: header,
      namespace: 'team-a',
      features: [catalog],
    });
    const { api } = setting;
    const seen = () => api.requests.at(-1)?.headers['kubeflow-userid'];
    const ask = (name: string, path = '/runs?namespace=team-a') =>
      setting.ask(path, {
        headers: { ...as(name), 'kubeflow-userid': 'admin@example.com' },
      });
    expect((await ask('alice')).status).toBe(200);
    expect(
      new Set(api.requests.map(({ headers }) => headers['kubeflow-userid'])),
    ).toEqual(new Set(['alice@example.com']));
    expect((await ask('bob')).status).toBe(200);
    expect(seen()).toBe('bob@example.com');

    const before = api.requests.length;
    for (const [name, says] of [
      ['carol', /'user:default\/carol' in the catalog has none.*Ask/],
      ['mallory', /has one that is none/],
      ['dave', /no entity 'user:default\/dave'.*Ask/],
    ] as const) {
      expect(
        await setting.error('/runs?namespace=team-a', { headers: as(name) }),
      ).toEqual([403, expect.stringMatching(says)]);
    }
    expect(api.requests).toHaveLength(before);

    expect(
      await setting.error('/runs', { body: newRun, headers: service }),
    ).toEqual([403, expect.stringMatching(/which person.*on behalf of/)]);
    expect(api.requests).toHaveLength(before);
  });

  it('starts runs that name no experiment in the default one of the namespace, which is made when it is not there', async () => {
    await using setting = await PipelinesSetting.start({
      pipelines: header,
      namespace: 'team-a',
      features: [catalog],
    });
    const { api } = setting;
    api.rows.experiments.length = 0;
    for (const path of ['/runs', '/recurring-runs', '/runs']) {
      const answer = await setting.ask(path, {
        headers: as('alice'),
        body: {
          ...newRun,
          namespace: 'team-a',
          ...(path === '/recurring-runs' && {
            trigger: { cron: '0 0 2 * * 1' },
          }),
        },
      });
      expect([path, answer.status]).toEqual([path, 201]);
    }
    expect(api.rows.experiments).toEqual([
      expect.objectContaining({
        display_name: 'Default',
        namespace: 'team-a',
      }),
    ]);
    const [{ experiment_id: id }] = api.rows.experiments;
    expect(
      api.requests
        .filter(({ method, path }) => method === 'POST' && /runs$/.test(path))
        .map(({ body }) => (body as { experiment_id?: string }).experiment_id),
    ).toEqual([id, id, id]);
  });

  it('sees only the names that it may: what one learnt another is not told', async () => {
    await using setting = await PipelinesSetting.start({
      pipelines: header,
      namespace: 'team-a',
      features: [catalog],
    });
    const { api } = setting;
    const path = '/runs?namespace=team-a';
    const alice = await setting.ask(path, { headers: as('alice') });
    expect(JSON.stringify(alice.body)).toContain('"nightly"');
    api.fault = ({ path: asked, headers }) =>
      /experiments/.test(asked) &&
      headers['kubeflow-userid'] === 'bob@example.com'
        ? { status: 403, body: { code: 7, message: 'not yours' } }
        : undefined;
    const bob = await setting.ask(path, { headers: as('bob') });
    expect(bob.status).toBe(200);
    expect(JSON.stringify(bob.body)).not.toContain('"nightly"');

    // No permission of the portal would help, and the page must not say so.
    api.fault = ({ path: asked }) =>
      /runs/.test(asked)
        ? { status: 403, body: { code: 7, message: 'not yours' } }
        : undefined;
    const refused = await setting.ask(path, { headers: as('bob') });
    expect(refused).toMatchObject({
      status: 403,
      body: {
        error: {
          code: 'ClusterDenied',
          message: expect.stringMatching(
            /not yours.*Ask the people who run the cluster/,
          ),
        },
      },
    });
  });

  it('sees pods and logs of a run where the run is, and not where a request says', async () => {
    const pod = 'flowers-x7k2p-system-container-impl-708558734';
    await using setting = await PipelinesSetting.start({
      pipelines: header,
      namespace: 'team-a',
      features: [catalog],
      objectStore: true,
      seed: api => {
        seedTasks(api);
        api.tasks![seeded.run][1].pods = [{ name: pod, type: 'EXECUTOR' }];
        // As the API has it: a run does not say in which namespace it is.
        delete api.rows.runs[0].namespace;
        api.fault = ({ path }) =>
          path.startsWith('/mlpipeline/private-artifacts/')
            ? { status: 200, text: `at ${path}\n`, type: 'text/plain' }
            : undefined;
      },
    });
    const { cluster, api } = setting;
    const headers = as('alice');
    for (const namespace of ['team-b', 'team-b/their-log?']) {
      const said = `?namespace=${encodeURIComponent(namespace)}`;
      const log = `/runs/${seeded.run}/pods/${pod}/logs/main`;
      const { status, body } = await setting.ask(`${log}/download${said}`, {
        headers,
      });
      expect([status, body]).toEqual([
        200,
        expect.stringContaining('/private-artifacts/team-a/flowers-x7k2p/'),
      ]);
      await setting.ask(`/runs/${seeded.run}/pods${said}`, { headers });
    }
    expect(
      cluster.requests.filter(({ path }) => path.includes('team-b')),
    ).toEqual([]);

    // Of a run whose experiment is gone, nobody says where it is.
    api.rows.experiments.length = 0;
    api.add('runs', {
      ...api.rows.runs[0],
      run_id: 'r-2',
      experiment_id: 'e-2',
    });
    expect(
      (await setting.ask('/runs/r-2/pods?namespace=team-b', { headers })).body,
    ).toMatchObject({
      items: [],
      warnings: [
        expect.objectContaining({
          code: 'children-unavailable',
          message: expect.stringMatching(/in which namespace/),
        }),
      ],
    });
  });

  it.each([
    ['name', 'alice'],
    ['entityRef', 'user:default/alice'],
  ])('can be the %s instead', async (userIdFrom, expected) => {
    await using setting = await PipelinesSetting.start({
      pipelines: { identity: { type: 'header', userIdFrom } },
      namespace: 'team-a',
    });
    await setting.ask('/runs?namespace=team-a', { headers: as('alice') });
    expect(setting.api.requests.at(-1)?.headers['kubeflow-userid']).toBe(
      expected,
    );
  });

  it('is never said through the proxy, where everybody could say it', async () => {
    const lines: string[] = [];
    await using setting = await PipelinesSetting.start({
      way: 'proxy',
      pipelines: header,
      namespace: 'team-a',
      features: [logger(line => lines.push(line)), catalog],
    });
    expect(await servers(setting)).toEqual([
      expect.objectContaining({
        status: 'unauthorized',
        message: expect.stringMatching(
          /identity\.type: header.*kubeflow\.clusters\.dev/,
        ),
      }),
    ]);
    expect(
      await setting.error('/runs?namespace=team-a', { headers: as('alice') }),
    ).toEqual([503, expect.stringContaining('identity.type: header')]);
    expect(setting.api.requests).toEqual([]);
    expect(
      lines.filter(line => /^warn .*identity\.type: header/.test(line)),
    ).toHaveLength(1);

    // Where the cluster is named, the backend does not start.
    await expect(
      startPortal({
        clusters: [{ name: 'dev', url: 'http://127.0.0.1:1' }],
        kubeflow: { clusters: { dev: { pipelines: header } } },
      }).then(portal => portal.stop()),
    ).rejects.toThrow(
      /'kubeflow\.clusters\.dev\.pipelines\.identity': .*through the Kubernetes plugin's proxy/,
    );
  });

  it('is warned of when an API for several users is open to all who use the proxy', async () => {
    const lines: string[] = [];
    await using setting = await PipelinesSetting.start({
      way: 'proxy',
      namespace: 'team-a',
      features: [logger(line => lines.push(line))],
    });
    await servers(setting);
    expect(lines.filter(line => /^warn .*be anybody/.test(line))).toEqual([
      expect.stringContaining("'services/proxy'"),
    ]);
  });
});

describe('a service account that asks for people', () => {
  it('asks only for what the cluster allows to the person', async () => {
    await using setting = await PipelinesSetting.start({
      pipelines: {
        identity: {
          type: 'serviceAccount',
          serviceAccount: 'portal',
          serviceAccountNamespace: 'portal',
        },
      },
      namespace: 'team-a',
      features: [catalog],
    });
    const { api, cluster } = setting;
    const reviews: { user: string; verb: string; namespace?: string }[] = [];
    cluster.fault = ({ path, body }) => {
      if (path === '/api/v1/namespaces/portal/serviceaccounts/portal/token') {
        const expirationTimestamp = new Date(Date.now() + 3_600_000);
        return {
          status: 201,
          body: { status: { token: 'bound', expirationTimestamp } },
        };
      }
      if (path.endsWith('/subjectaccessreviews')) {
        const { user: who, resourceAttributes } = JSON.parse(body).spec;
        const { verb, namespace } = resourceAttributes;
        expect(resourceAttributes.group).toBe('pipelines.kubeflow.org');
        reviews.push({ user: who, verb, namespace });
        const allowed =
          who === 'alice@example.com' &&
          namespace === 'team-a' &&
          verb !== 'delete';
        return { status: 201, body: { status: { allowed } } };
      }
      return undefined;
    };
    const path = '/runs?namespace=team-a';
    const alice = await setting.ask(path, { headers: as('alice') });
    expect(alice.status).toBe(200);
    expect(api.requests.at(-1)?.headers.authorization).toBe('Bearer bound');
    const asked = reviews.length;
    await setting.ask(path, { headers: as('alice') });
    expect(reviews).toHaveLength(asked);

    const before = api.requests.length;
    expect(await setting.error(path, { headers: as('bob') })).toEqual([
      403,
      expect.stringMatching(
        /'bob@example\.com' may not list runs\.pipelines\.kubeflow\.org in namespace 'team-a'/,
      ),
    ]);
    expect(await setting.error('/runs', { headers: as('alice') })).toEqual([
      400,
      expect.stringContaining("'namespace'"),
    ]);
    expect(await setting.error(path, { headers: service })).toEqual([
      403,
      expect.stringContaining('on behalf of a person'),
    ]);
    expect(api.requests).toHaveLength(before);

    const run = `/runs/${seeded.run}`;
    expect(await setting.ask(run, { headers: as('alice') })).toMatchObject({
      status: 200,
      body: { run: { namespace: 'team-a' } },
    });
    expect(await setting.error(run, { headers: as('bob') })).toEqual([
      403,
      expect.stringContaining('may not get runs'),
    ]);
    expect(
      await setting.error(run, { method: 'DELETE', headers: as('alice') }),
    ).toEqual([403, expect.stringContaining('may not delete runs')]);
    expect(api.asked('DELETE')).toEqual([]);

    // An experiment of somebody else is no way to their runs, whatever namespace stands beside it.
    api.add('experiments', {
      experiment_id: 'e-theirs',
      display_name: 'theirs',
      namespace: 'team-b',
    });
    expect(
      await setting.error(`${path}&experiment=e-theirs`, {
        headers: as('alice'),
      }),
    ).toEqual([403, expect.stringContaining("'team-b'")]);
    expect(
      await setting.error('/runs', {
        headers: as('alice'),
        body: { ...newRun, namespace: 'team-a', experimentId: 'e-theirs' },
      }),
    ).toEqual([403, expect.stringContaining("'team-b'")]);
    expect(api.asked('POST')).toEqual([]);

    cluster.fault = ({ path: at }) =>
      at.endsWith('/subjectaccessreviews')
        ? { status: 500, body: {} }
        : undefined;
    expect(
      (
        await setting.error('/recurring-runs?namespace=team-a', {
          headers: as('alice'),
        })
      )[0],
    ).toBe(503);
  });

  const account = {
    identity: {
      type: 'serviceAccount',
      serviceAccount: 'portal',
      serviceAccountNamespace: 'portal',
    },
  };
  /** The cluster gives tokens, and allows what `mayDo` says. */
  const reviewing =
    (mayDo: (user: string, verb: string, namespace: string) => boolean) =>
    ({ path, body }: { path: string; body: string }) => {
      if (path.endsWith('/serviceaccounts/portal/token')) {
        const expirationTimestamp = new Date(Date.now() + 3_600_000);
        return {
          status: 201,
          body: { status: { token: 'bound', expirationTimestamp } },
        };
      }
      if (path.endsWith('/subjectaccessreviews')) {
        const { user: who, resourceAttributes } = JSON.parse(body).spec;
        const { verb, namespace } = resourceAttributes;
        const allowed = mayDo(who, verb, namespace);
        return { status: 201, body: { status: { allowed } } };
      }
      return undefined;
    };

  it('gives, deletes and runs no version of a pipeline that the person may not see by way of one that the person may', async () => {
    await using setting = await PipelinesSetting.start({
      pipelines: account,
      namespace: 'team-a',
      features: [catalog],
      seed: api => {
        api.add('pipelines', {
          pipeline_id: 'p-theirs',
          display_name: 'theirs',
          namespace: 'team-b',
        });
        api.addVersion('p-theirs', {
          pipeline_version_id: 'v-theirs',
          display_name: 'secret',
          pipeline_spec: { pipelineInfo: { name: 'secret recipe' } },
        });
      },
    });
    setting.cluster.fault = reviewing((_, __, at) => at === 'team-a');
    const headers = as('alice');
    const own = `/pipelines/${seeded.pipeline}/versions`;
    expect((await setting.ask(`${own}/v-1`, { headers })).status).toBe(200);
    const notThere = [404, expect.stringMatching(/no version 'v-theirs'/)];
    expect(await setting.error(`${own}/v-theirs`, { headers })).toEqual(
      notThere,
    );
    expect(
      await setting.error(`${own}/v-theirs`, { method: 'DELETE', headers }),
    ).toEqual(notThere);
    for (const cache of [true, false]) {
      const body = {
        ...newRun,
        namespace: 'team-a',
        versionId: 'v-theirs',
        cache,
      };
      expect(await setting.error('/runs', { body, headers })).toEqual(notThere);
    }
    expect(setting.api.asked('DELETE')).toEqual([]);
    expect(setting.api.asked('POST')).toEqual([]);
    expect(setting.api.versions).toHaveLength(2);
  });

  it('shows an archived log to nobody who may not read it, though somebody else looks at it', async () => {
    const pod = 'flowers-x7k2p-system-container-impl-708558734';
    await using setting = await PipelinesSetting.start({
      pipelines: account,
      namespace: 'team-a',
      features: [catalog],
      kubeflow: { children: { linger: { seconds: 30 } } },
      objectStore: true,
      seed: api => {
        seedTasks(api);
        api.tasks![seeded.run][1].pods = [{ name: pod, type: 'EXECUTOR' }];
        api.fault = ({ path }) =>
          path.startsWith('/mlpipeline/')
            ? { status: 200, text: 'a secret\n', type: 'text/plain' }
            : undefined;
      },
    });
    setting.cluster.fault = reviewing(
      (who, verb, at) =>
        at === 'team-a' &&
        (who === 'alice@example.com' || verb !== 'readArtifact'),
    );
    const log = `/runs/${seeded.run}/pods/${pod}/logs/main?namespace=team-a`;
    const alice = await setting.ask(log, { headers: as('alice') });
    expect(alice.body).toContain('a secret');
    const bob = await setting.ask(log, { headers: as('bob') });
    expect(bob.body).not.toContain('a secret');
    expect(bob.body).toContain('may not readArtifact runs');
  });
});
