import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient, Json } from '../cluster/apiClient';
import {
  createNamespace,
  resourcePath,
  stranger,
  type TestNamespace,
} from './namespaces';
import { useTarget } from './target';
import { group, widget, widgetVersion } from './testCrds';

const target = useTarget();
const rbac = 'rbac.authorization.k8s.io/v1';
let space: TestNamespace;
let widgets: string;

beforeAll(async () => {
  space = await createNamespace(target.admin);
  widgets = space.path(widgetVersion, 'widgets');
  await target.admin.create(widgets, widget('a'));
  await target.admin.create(space.path(rbac, 'roles'), {
    apiVersion: rbac,
    kind: 'Role',
    metadata: { name: 'reader' },
    rules: [
      {
        apiGroups: [group],
        resources: ['widgets'],
        verbs: ['get', 'list', 'watch'],
      },
      {
        apiGroups: [''],
        resources: ['configmaps'],
        resourceNames: ['shared'],
        verbs: ['get'],
      },
    ],
  });
  await target.admin.create(space.path(rbac, 'rolebindings'), {
    apiVersion: rbac,
    kind: 'RoleBinding',
    metadata: { name: 'readers' },
    subjects: [
      {
        kind: 'Group',
        name: 'team-vision',
        apiGroup: 'rbac.authorization.k8s.io',
      },
    ],
    roleRef: {
      kind: 'Role',
      name: 'reader',
      apiGroup: 'rbac.authorization.k8s.io',
    },
  });
});
afterAll(() => space[Symbol.asyncDispose]());

const review = async (
  client: ApiClient,
  kind: string,
  spec: object,
  path = kind.toLowerCase() + 's',
) =>
  (
    await client.create(`/apis/authorization.k8s.io/v1/${path}`, {
      apiVersion: 'authorization.k8s.io/v1',
      kind,
      spec,
    })
  ).status;

const attributes = (verb: string, extra: object = {}) => ({
  resourceAttributes: {
    namespace: space.name,
    verb,
    group,
    resource: 'widgets',
    ...extra,
  },
});

describe('authentication', () => {
  it('refuses a token that nobody issued', async () => {
    const response = await target.admin
      .as(stranger)
      .request('GET', '/api/v1/namespaces');
    expect(response.status).toBe(401);
    expect(response.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  it('knows nobody without a token as anonymous', async () => {
    const response = await target.admin
      .as({})
      .request('GET', '/api/v1/namespaces');
    expect([401, 403]).toContain(response.status);
    if (response.status === 403) {
      expect(response.body.message).toContain(
        'User "system:anonymous" cannot list resource "namespaces"',
      );
    }
  });

  it('tells who one is', async () => {
    const me = await target.alice.create(
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
    );
    expect(me.status.userInfo).toMatchObject({
      username: 'alice',
      groups: expect.arrayContaining(['team-vision', 'system:authenticated']),
    });
  });

  it('reviews and issues tokens of service accounts', async () => {
    const accounts = space.path('v1', 'serviceaccounts');
    await target.admin.create(accounts, { metadata: { name: 'robot' } });
    const issued = await target.admin.create(`${accounts}/robot/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    });
    expect(issued.status).toMatchObject({
      token: expect.any(String),
      expirationTimestamp: expect.any(String),
    });
    const check = async (token: string) =>
      (
        await target.admin.create(
          '/apis/authentication.k8s.io/v1/tokenreviews',
          {
            apiVersion: 'authentication.k8s.io/v1',
            kind: 'TokenReview',
            spec: { token },
          },
        )
      ).status;
    const username = `system:serviceaccount:${space.name}:robot`;
    expect(await check(issued.status.token)).toMatchObject({
      authenticated: true,
      user: {
        username,
        groups: expect.arrayContaining([
          'system:serviceaccounts',
          `system:serviceaccounts:${space.name}`,
        ]),
      },
    });
    const nobody = await check('nobody-has-issued-this');
    expect(nobody.authenticated ?? false).toBe(false);
    // And it signs in.
    const robot = target.admin.as({ token: issued.status.token });
    const refused = await robot.request('GET', widgets);
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain(
      `User "${username}" cannot list resource "widgets"`,
    );
  });
});

describe('authorisation', () => {
  it('follows roles and their bindings', async () => {
    expect((await target.alice.get(widgets)).items).toHaveLength(1);
    expect((await target.alice.get(`${widgets}/a`)).metadata.name).toBe('a');
    const refused = await target.alice.request('POST', widgets, {
      body: widget('b'),
    });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'Forbidden',
      code: 403,
      details: { group, kind: 'widgets' },
      message: `widgets.${group} is forbidden: User "alice" cannot create resource "widgets" in API group "${group}" in the namespace "${space.name}"`,
    });
    const named = await target.bob.request('GET', `${widgets}/a`);
    expect(named.status).toBe(403);
    expect(named.body).toMatchObject({
      details: { name: 'a', group, kind: 'widgets' },
      message: `widgets.${group} "a" is forbidden: User "bob" cannot get resource "widgets" in API group "${group}" in the namespace "${space.name}"`,
    });
    const everywhere = await target.alice.request(
      'GET',
      resourcePath(widgetVersion, 'widgets'),
    );
    expect(everywhere.body.message).toContain('at the cluster scope');
    const status = await target.alice.request('PATCH', `${widgets}/a/status`, {
      contentType: 'application/merge-patch+json',
      body: {},
    });
    expect(status.body.message).toContain(
      'cannot patch resource "widgets/status"',
    );
    // What is forbidden is forbidden before it is missing.
    expect((await target.bob.request('GET', `${widgets}/nobody`)).status).toBe(
      403,
    );
    expect(
      (await target.alice.request('GET', `${widgets}/nobody`)).status,
    ).toBe(404);
  });

  it('answers reviews about oneself', async () => {
    const can = async (client: ApiClient, verb: string, extra = {}) =>
      (await review(client, 'SelfSubjectAccessReview', attributes(verb, extra)))
        .allowed;
    expect(await can(target.alice, 'list')).toBe(true);
    expect(await can(target.alice, 'delete')).toBe(false);
    expect(
      await can(target.alice, 'get', {
        group: '',
        resource: 'configmaps',
        name: 'shared',
      }),
    ).toBe(true);
    expect(
      await can(target.alice, 'get', {
        group: '',
        resource: 'configmaps',
        name: 'other',
      }),
    ).toBe(false);
    expect(await can(target.alice, 'list', { namespace: '' })).toBe(false);
    expect(await can(target.alice, 'list', { namespace: 'default' })).toBe(
      false,
    );
    expect(await can(target.bob, 'list')).toBe(false);
    expect(await can(target.admin, '*', { group: '*', resource: '*' })).toBe(
      true,
    );
    expect(
      await can(target.alice, 'impersonate', {
        group: '',
        resource: 'users',
        namespace: '',
      }),
    ).toBe(false);
    const url = await review(target.alice, 'SelfSubjectAccessReview', {
      nonResourceAttributes: { path: '/version', verb: 'get' },
    });
    expect(url.allowed).toBe(true);
  });

  it('lists the rules that apply to oneself', async () => {
    const rules = await review(
      target.alice,
      'SelfSubjectRulesReview',
      { namespace: space.name },
      'selfsubjectrulesreviews',
    );
    expect(rules.incomplete).toBe(false);
    expect(rules.resourceRules).toEqual(
      expect.arrayContaining([
        {
          verbs: ['get', 'list', 'watch'],
          apiGroups: [group],
          resources: ['widgets'],
        },
      ]),
    );
    const bobs = await review(
      target.bob,
      'SelfSubjectRulesReview',
      { namespace: space.name },
      'selfsubjectrulesreviews',
    );
    expect(
      bobs.resourceRules.flatMap((rule: Json) => rule.resources),
    ).not.toContain('widgets');
  });

  it('answers those who may ask about others', async () => {
    const about = (user: string, groups: string[], verb: string) =>
      review(target.admin, 'SubjectAccessReview', {
        user,
        groups,
        ...attributes(verb),
      });
    expect(await about('alice', ['team-vision'], 'list')).toMatchObject({
      allowed: true,
    });
    expect(await about('alice', [], 'list')).toMatchObject({ allowed: false });
    expect(await about('bob', ['team-language'], 'list')).toMatchObject({
      allowed: false,
    });
    const local = await target.admin.create(
      space.path('authorization.k8s.io/v1', 'localsubjectaccessreviews'),
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'LocalSubjectAccessReview',
        metadata: { namespace: space.name },
        spec: {
          user: 'alice',
          groups: ['team-vision'],
          ...attributes('watch'),
        },
      },
    );
    expect(local.status.allowed).toBe(true);
    const nosy = await target.alice.request(
      'POST',
      '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      {
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: { user: 'bob', ...attributes('list') },
        },
      },
    );
    expect(nosy.status).toBe(403);
  });

  it('lets those impersonate who may', async () => {
    const as = {
      'impersonate-user': 'somebody',
      'impersonate-group': 'team-vision',
    };
    const allowed = await target.admin.request('GET', widgets, { headers: as });
    expect(allowed.status).toBe(200);
    const denied = await target.admin.request('DELETE', `${widgets}/a`, {
      headers: as,
    });
    expect(denied.status).toBe(403);
    expect(denied.body.message).toContain('User "somebody" cannot delete');
    const refused = await target.alice.request('GET', widgets, { headers: as });
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain('User "alice" cannot impersonate');
    const me = await target.admin.call(
      'POST',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {
        headers: as,
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'SelfSubjectReview',
        },
      },
    );
    expect(me.status.userInfo).toMatchObject({
      username: 'somebody',
      groups: ['team-vision', 'system:authenticated'],
    });
  });

  it('follows cluster roles, bound everywhere or in one namespace', async () => {
    const name = `conformance-${space.name}`;
    await target.admin.create(`/apis/${rbac}/clusterroles`, {
      metadata: { name },
      rules: [{ apiGroups: [group], resources: ['*'], verbs: ['list'] }],
    });
    const roleRef = {
      kind: 'ClusterRole',
      name,
      apiGroup: 'rbac.authorization.k8s.io',
    };
    const subjects = [
      { kind: 'User', name: 'bob', apiGroup: 'rbac.authorization.k8s.io' },
    ];
    try {
      await target.admin.create(space.path(rbac, 'rolebindings'), {
        metadata: { name: 'bob' },
        subjects,
        roleRef,
      });
      await expect
        .poll(async () => (await target.bob.request('GET', widgets)).status)
        .toBe(200);
      expect(
        (
          await target.bob.request(
            'GET',
            resourcePath(widgetVersion, 'widgets'),
          )
        ).status,
      ).toBe(403);
      await target.admin.create(`/apis/${rbac}/clusterrolebindings`, {
        metadata: { name },
        subjects,
        roleRef,
      });
      await expect
        .poll(
          async () =>
            (
              await target.bob.request(
                'GET',
                resourcePath(widgetVersion, 'widgets'),
              )
            ).status,
        )
        .toBe(200);
    } finally {
      await target.admin.request(
        'DELETE',
        `/apis/${rbac}/clusterrolebindings/${name}`,
      );
      await target.admin.request(
        'DELETE',
        `/apis/${rbac}/clusterroles/${name}`,
      );
    }
  });
});
