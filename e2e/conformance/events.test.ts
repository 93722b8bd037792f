import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNamespace, namesOf, type TestNamespace } from './namespaces';
import { useTarget } from './target';
import { widgetVersion } from './testCrds';

const target = useTarget();
let space: TestNamespace;
let events: string;

const event = (name: string, about: string, extra: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name },
  involvedObject: {
    apiVersion: widgetVersion,
    kind: 'Widget',
    name: about,
    namespace: space.name,
    uid: `uid-${about}`,
  },
  type: 'Warning',
  reason: 'FailedScheduling',
  message: '0/4 nodes are available: 4 Insufficient nvidia.com/gpu.',
  count: 3,
  firstTimestamp: '2026-11-01T10:00:00Z',
  lastTimestamp: '2026-11-01T10:05:00Z',
  source: { component: 'default-scheduler' },
  ...extra,
});

beforeAll(async () => {
  space = await createNamespace(target.admin);
  events = space.path('v1', 'events');
  await target.admin.create(events, event('first', 'a'));
  await target.admin.create(
    events,
    event('second', 'b', { type: 'Normal', reason: 'Started' }),
  );
});
afterAll(() => space[Symbol.asyncDispose]());

describe('events', () => {
  it('are found by the object they are about', async () => {
    const select = async (fieldSelector: string) =>
      namesOf(await target.admin.get(events, { fieldSelector }));
    expect(await select('involvedObject.name=a')).toEqual(['first']);
    expect(
      await select('involvedObject.kind=Widget,involvedObject.name=b'),
    ).toEqual(['second']);
    expect(await select('involvedObject.uid=uid-a')).toEqual(['first']);
    expect(await select('type=Warning')).toEqual(['first']);
    expect(await select('reason=Started')).toEqual(['second']);
    expect(await select(`involvedObject.namespace=${space.name}`)).toEqual([
      'first',
      'second',
    ]);
    const unknown = await target.admin.request('GET', events, {
      query: { fieldSelector: 'count=3' },
    });
    expect(unknown.status).toBe(400);
  });

  it('are the same ones in the newer API', async () => {
    const newer = await target.admin.get(
      space.path('events.k8s.io/v1', 'events', 'first'),
    );
    expect(newer).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      regarding: { kind: 'Widget', name: 'a' },
      note: '0/4 nodes are available: 4 Insufficient nvidia.com/gpu.',
      reason: 'FailedScheduling',
      deprecatedCount: 3,
      deprecatedLastTimestamp: '2026-11-01T10:05:00Z',
      deprecatedSource: { component: 'default-scheduler' },
    });
  });

  it('can be watched for one object', async () => {
    const { resourceVersion } = (await target.admin.get(events)).metadata;
    using watch = await target.admin.watch(events, {
      resourceVersion,
      fieldSelector: 'involvedObject.name=a',
    });
    await target.admin.create(events, event('third', 'b'));
    await target.admin.create(events, event('fourth', 'a'));
    await target.admin.mergePatch(`${events}/fourth`, { count: 4 });
    expect((await watch.next())?.object.metadata.name).toBe('fourth');
    expect(await watch.next()).toMatchObject({
      type: 'MODIFIED',
      object: { count: 4 },
    });
  });

  it('belong to the namespace of what they are about', async () => {
    const foreign = event('fifth', 'a', {
      involvedObject: { kind: 'Widget', name: 'a', namespace: 'default' },
    });
    expect(
      (await target.admin.request('POST', events, { body: foreign })).status,
    ).toBe(422);
  });
});
