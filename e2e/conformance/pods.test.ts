import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNamespace, namesOf, type TestNamespace } from './namespaces';
import { useTarget } from './target';

const target = useTarget();
let space: TestNamespace;
let pods: string;

beforeAll(async () => {
  space = await createNamespace(target.admin);
  pods = space.path('v1', 'pods');
  await target.admin.create(pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'two', labels: { job: 'x' } },
    spec: {
      initContainers: [{ name: 'prepare', image: 'x' }],
      containers: [
        {
          name: 'main',
          image: 'x',
          resources: { limits: { 'nvidia.com/gpu': 1 } },
        },
        { name: 'side', image: 'x' },
      ],
    },
  });
  await target.admin.create(pods, {
    metadata: { name: 'one' },
    spec: { containers: [{ name: 'only', image: 'x' }] },
  });
});
afterAll(() => space[Symbol.asyncDispose]());

describe('pods', () => {
  it('get defaults and begin as Pending', async () => {
    const pod = await target.admin.get(`${pods}/two`);
    expect(pod).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        containers: [
          {
            name: 'main',
            imagePullPolicy: 'Always',
            resources: { limits: { 'nvidia.com/gpu': '1' } },
          },
          { name: 'side' },
        ],
      },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    });
  });

  it('are refused when they are no pods', async () => {
    const empty = await target.admin.request('POST', pods, {
      body: { metadata: { name: 'a' }, spec: {} },
    });
    expect([empty.status, empty.body.reason]).toEqual([422, 'Invalid']);
    expect(
      empty.body.details.causes.map((cause: { field: string }) => cause.field),
    ).toContain('spec.containers');
  });

  it('have a status of their own', async () => {
    const status = {
      phase: 'Failed',
      containerStatuses: [
        {
          name: 'only',
          ready: false,
          restartCount: 2,
          image: 'x',
          imageID: '',
          state: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
        },
      ],
    };
    const patched = await target.admin.call('PATCH', `${pods}/one/status`, {
      contentType: 'application/strategic-merge-patch+json',
      body: { status },
    });
    expect(patched.status).toMatchObject(status);
    const { items } = await target.admin.get(pods, {
      fieldSelector: 'status.phase=Failed',
    });
    expect(namesOf({ items })).toEqual(['one']);
    expect(
      namesOf(
        await target.admin.get(pods, { fieldSelector: 'status.phase!=Failed' }),
      ),
    ).toEqual(['two']);
    expect(
      namesOf(
        await target.admin.get(pods, {
          fieldSelector: 'spec.nodeName=nowhere',
        }),
      ),
    ).toEqual([]);
    expect(
      namesOf(await target.admin.get(pods, { labelSelector: 'job=x' })),
    ).toEqual(['two']);
  });

  it('tell which of their containers has a log', async () => {
    const unclear = await target.admin.request('GET', `${pods}/two/log`);
    expect([unclear.status, unclear.body.reason]).toEqual([400, 'BadRequest']);
    expect(unclear.body.message).toBe(
      'a container name must be specified for pod two, choose one of: [prepare main side]',
    );
    const wrong = await target.admin.request('GET', `${pods}/two/log`, {
      query: { container: 'nobody' },
    });
    expect([wrong.status, wrong.body.message]).toEqual([
      400,
      'container nobody is not valid for pod two',
    ]);
    const absent = await target.admin.request('GET', `${pods}/nobody/log`);
    expect([absent.status, absent.body.message]).toEqual([
      404,
      'pods "nobody" not found',
    ]);
    // A pod that no node has yet has an empty log.
    const empty = await target.admin.request('GET', `${pods}/one/log`);
    expect([200, 204]).toContain(empty.status);
    expect(empty.text).toBe('');
    const invalid = await target.admin.request('GET', `${pods}/one/log`, {
      query: { tailLines: -1 },
    });
    expect([invalid.status, invalid.body.reason]).toEqual([422, 'Invalid']);
    const both = await target.admin.request('GET', `${pods}/one/log`, {
      query: { sinceSeconds: 5, sinceTime: '2026-01-01T00:00:00Z' },
    });
    expect(both.status).toBe(422);
  });
});
