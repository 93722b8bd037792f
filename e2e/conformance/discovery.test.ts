import { describe, expect, it } from 'vitest';
import type { Json } from '../cluster/apiClient';
import { useTarget } from './target';
import { group } from './testCrds';

const target = useTarget();
const aggregated =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;q=0.9';

describe('discovery', () => {
  it('tells its version and that it is well', async () => {
    const version = await target.admin.get('/version');
    expect(version).toMatchObject({
      major: '1',
      minor: expect.stringMatching(/^\d+/),
      gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/),
    });
    for (const path of ['/healthz', '/livez', '/readyz']) {
      const response = await target.admin.request('GET', path);
      expect([path, response.status, response.text]).toEqual([path, 200, 'ok']);
    }
  });

  it('lists the core versions and the groups, the preferred version of each named', async () => {
    expect(await target.admin.get('/api')).toMatchObject({
      kind: 'APIVersions',
      versions: ['v1'],
    });
    const groups = await target.admin.get('/apis');
    expect(groups).toMatchObject({ kind: 'APIGroupList', apiVersion: 'v1' });
    const ours = groups.groups.find((one: Json) => one.name === group);
    // Stable versions come first, whatever the order in the definition.
    expect(ours).toEqual({
      name: group,
      versions: [
        { groupVersion: `${group}/v1`, version: 'v1' },
        { groupVersion: `${group}/v1beta1`, version: 'v1beta1' },
        { groupVersion: `${group}/v1alpha1`, version: 'v1alpha1' },
      ],
      preferredVersion: { groupVersion: `${group}/v1`, version: 'v1' },
    });
    expect(await target.admin.get(`/apis/${group}`)).toMatchObject({
      kind: 'APIGroup',
      ...ours,
    });
    for (const name of [
      'apps',
      'batch',
      'rbac.authorization.k8s.io',
      'authorization.k8s.io',
      'authentication.k8s.io',
      'apiextensions.k8s.io',
      'events.k8s.io',
    ]) {
      expect(groups.groups.map((one: Json) => one.name)).toContain(name);
    }
  });

  it('lists the resources of a version with their verbs and subresources', async () => {
    const list = await target.admin.get(`/apis/${group}/v1`);
    expect(list).toMatchObject({
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: `${group}/v1`,
    });
    const widgets = list.resources.find((one: Json) => one.name === 'widgets');
    expect(widgets).toMatchObject({
      singularName: 'widget',
      namespaced: true,
      kind: 'Widget',
      shortNames: ['wd'],
      categories: ['all'],
    });
    expect([...widgets.verbs].sort()).toEqual([
      'create',
      'delete',
      'deletecollection',
      'get',
      'list',
      'patch',
      'update',
      'watch',
    ]);
    const status = list.resources.find(
      (one: Json) => one.name === 'widgets/status',
    );
    expect(status).toMatchObject({ namespaced: true, kind: 'Widget' });
    expect([...status.verbs].sort()).toEqual(['get', 'patch', 'update']);

    const alpha = await target.admin.get(`/apis/${group}/v1alpha1`);
    expect(alpha.resources.map((one: Json) => one.name)).toEqual(['gadgets']);
    expect(alpha.resources[0].namespaced).toBe(false);

    const core = await target.admin.get('/api/v1');
    const names = core.resources.map((one: Json) => one.name);
    for (const name of [
      'pods',
      'pods/log',
      'pods/status',
      'namespaces',
      'events',
      'configmaps',
      'serviceaccounts',
      'serviceaccounts/token',
      'secrets',
    ]) {
      expect(names).toContain(name);
    }
    expect(
      core.resources.find((one: Json) => one.name === 'pods'),
    ).toMatchObject({
      kind: 'Pod',
      namespaced: true,
      shortNames: ['po'],
    });
  });

  it('gives everything in one answer to whoever asks for aggregated discovery', async () => {
    for (const path of ['/api', '/apis']) {
      const response = await target.admin.request('GET', path, {
        accept: aggregated,
      });
      expect(response.headers['content-type']).toContain(
        'as=APIGroupDiscoveryList',
      );
      expect(response.body).toMatchObject({
        kind: 'APIGroupDiscoveryList',
        apiVersion: 'apidiscovery.k8s.io/v2',
      });
    }
    // New definitions reach this document a moment after they are served.
    await expect
      .poll(
        async () => {
          const { body } = await target.admin.request('GET', '/apis', {
            accept: aggregated,
          });
          const ours = body.items.find(
            (one: Json) => one.metadata.name === group,
          );
          return ours?.versions.map((version: Json) => version.version);
        },
        { timeout: 20_000 },
      )
      .toEqual(['v1', 'v1beta1', 'v1alpha1']);
    const { body } = await target.admin.request('GET', '/apis', {
      accept: aggregated,
    });
    const v1 = body.items.find((one: Json) => one.metadata.name === group)
      .versions[0];
    expect(
      v1.resources.find((one: Json) => one.resource === 'widgets'),
    ).toMatchObject({
      responseKind: { group, version: 'v1', kind: 'Widget' },
      scope: 'Namespaced',
      singularResource: 'widget',
      shortNames: ['wd'],
      verbs: expect.arrayContaining(['list', 'watch']),
      subresources: [
        {
          subresource: 'status',
          verbs: expect.arrayContaining(['get', 'patch', 'update']),
        },
      ],
    });
    const core = await target.admin.request('GET', '/api', {
      accept: aggregated,
    });
    expect(core.body.items[0].versions[0].version).toBe('v1');
    expect(
      core.body.items[0].versions[0].resources.map((one: Json) => one.resource),
    ).toContain('pods');
  });

  it('answers 404 for a group, a version or a path that is not there', async () => {
    const unknown = await target.admin.request(
      'GET',
      '/apis/nobody.example.org/v1',
    );
    expect(unknown.status).toBe(404);
    expect(
      (await target.admin.request('GET', `/apis/${group}/v7`)).status,
    ).toBe(404);
    expect(
      (
        await target.admin.request(
          'GET',
          `/apis/${group}/v1/namespaces/default/nothings`,
        )
      ).status,
    ).toBe(404);
    expect((await target.admin.request('GET', '/no/such/path')).status).toBe(
      404,
    );
  });

  it('serves OpenAPI documents per group and version', async () => {
    await expect
      .poll(
        async () => Object.keys((await target.admin.get('/openapi/v3')).paths),
        { timeout: 30_000 },
      )
      .toEqual(expect.arrayContaining(['api/v1', `apis/${group}/v1`]));
    const index = await target.admin.get('/openapi/v3');
    const document = await target.admin.get(
      index.paths[`apis/${group}/v1`].serverRelativeURL,
    );
    expect(document.openapi).toMatch(/^3\.0/);
    expect(Object.keys(document.paths)).toContain(
      `/apis/${group}/v1/namespaces/{namespace}/widgets/{name}`,
    );
  });
});
