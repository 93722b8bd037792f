import type { KubernetesObject } from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { Removal, ResourceStore, type StoreChange } from './ResourceStore';
import { StoredObject } from './StoredObject';
import { testKinds, testObject } from './testKinds';

function changesSince(store: ResourceStore, position: number): string[] {
  const page = store.feed.read(position, 1000);
  if (page.gone) {
    throw new Error('the feed has forgotten');
  }
  return page.changes.map(({ change }) => describeChange(change));
}

function describeChange(change: StoreChange): string {
  if (change instanceof StoredObject) {
    return change.name;
  }
  return change instanceof Removal
    ? `-${change.object.name}`
    : `cluster ${change.cluster}`;
}

describe('ResourceStore', () => {
  it('tells of what a person can see, once, and of nothing else', () => {
    const store = new ResourceStore({ kinds: testKinds });
    const start = store.feed.sequence;
    const put = (object: KubernetesObject) =>
      store.upsert('c', 'alpha', object);
    put(testObject('a', { state: 'running' }));
    // The same again, with another resourceVersion: a heartbeat, an annotation of a controller.
    put(testObject('a', { state: 'running' }));
    put(testObject('a', { state: 'running' }, { labels: { x: '1' } }));
    put(testObject('a', { state: 'failed' }, { labels: { x: '1' } }));
    const last = testObject('a', { state: 'failed' }, { labels: { x: '1' } });
    put(last);
    put(last);
    store.remove('c', 'alpha', last);
    store.remove('c', 'alpha', last);
    expect(changesSince(store, start)).toEqual([
      // Came, got another label, failed, went.
      'a',
      'a',
      'a',
      '-a',
    ]);
  });

  it('holds after a list exactly what the list held, whatever was there before', () => {
    const names = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(names, names, names, (before, listed, cut) => {
        const store = new ResourceStore({ kinds: testKinds });
        const held = () =>
          [...store.candidates(() => true)].map(object => object.name).sort();
        const list = (some: string[], isWhole: boolean) => {
          const sync = store.beginSync('c', 'alpha');
          some.forEach(name => sync.add(testObject(name, {})));
          if (isWhole) {
            sync.finish();
          }
        };
        list(before, true);
        expect(held()).toEqual([...before].sort());
        // A list that breaks off takes nothing away.
        list(cut, false);
        expect(held()).toEqual([...new Set([...before, ...cut])].sort());
        list(listed, true);
        expect(held()).toEqual([...listed].sort());
        expect(store.count('c', 'alpha')).toBe(listed.length);
        store.drop('c');
        expect(held()).toEqual([]);
        expect([...store.counts()]).toEqual([]);
      }),
    );
  });

  it('finds by label what a look at every object finds', () => {
    const labels = fc.dictionary(
      fc.constantFrom('app', 'team', '__proto__'),
      fc.constantFrom('a', 'b'),
      { maxKeys: 3 },
    );
    const step = fc.record({
      name: fc.constantFrom('x', 'y', 'z'),
      labels,
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        const store = new ResourceStore({ kinds: testKinds });
        for (const { name, remove, ...metadata } of steps) {
          const object = testObject(name, {}, metadata);
          if (remove) {
            store.remove('c', 'alpha', object);
          } else {
            store.upsert('c', 'alpha', object);
          }
        }
        for (const key of ['app', 'team', '__proto__']) {
          for (const value of ['a', 'b']) {
            const found = [...store.candidates(() => true, { key, value })];
            const looked = [...store.candidates(() => true)].filter(
              object => object.label(key) === value,
            );
            expect(new Set(found)).toEqual(new Set(looked));
          }
        }
      }),
    );
  });

  it('reads an owner again when its parts come, change and go', () => {
    const store = new ResourceStore({ kinds: testKinds });
    const part = (state: 'running' | 'failed', condition: string) =>
      testObject(
        'job-part',
        {
          state,
          conditions: [{ type: condition, status: 'True' }],
        },
        {
          ownerReferences: [
            {
              apiVersion: 'test.example/v9',
              kind: 'PARENT',
              name: 'job',
              uid: 'uid-default-job',
              controller: true,
            },
          ],
        },
      );
    // Parts may be listed before their owner.
    store.upsert('c', 'part', part('running', 'Admitted'));
    store.upsert('c', 'parent', testObject('job', { state: 'pending' }));
    const job = () => store.find('c', 'parent', 'default', 'job');
    expect(job()?.reading).toMatchObject({
      state: 'running',
      message: 'Admitted',
    });
    const start = store.feed.sequence;
    store.upsert('c', 'part', part('failed', 'Admitted'));
    store.upsert('c', 'part', part('failed', 'Evicted'));
    expect(job()?.reading).toMatchObject({
      state: 'failed',
      message: 'Evicted',
    });
    // The same uid in another cluster is another object.
    store.upsert('d', 'part', part('running', 'Admitted'));
    store.remove('c', 'part', part('failed', 'Evicted'));
    expect(job()?.reading.state).toBe('pending');
    expect(changesSince(store, start)).toEqual([
      'job-part',
      'job',
      'job-part',
      'job',
      // Of the other cluster.
      'job-part',
      '-job-part',
      'job',
    ]);
  });

  it('shows an object whose reader throws as unknown, and says so', () => {
    const onReadFailure = vi.fn();
    const store = new ResourceStore({ kinds: testKinds, onReadFailure });
    store.upsert('c', 'broken', testObject('a', { state: 'running' }));
    expect(store.find('c', 'broken', 'default', 'a')?.reading).toMatchObject({
      state: 'unknown',
      reason: 'Unreadable',
    });
    expect(onReadFailure).toHaveBeenCalledWith(
      testKinds.get('broken'),
      expect.any(Error),
    );
  });

  it('survives any object whatsoever', () => {
    fc.assert(
      fc.property(
        fc.record({
          apiVersion: fc.jsonValue(),
          metadata: fc.oneof(
            fc.jsonValue(),
            fc.record({
              name: fc.oneof(fc.constant('a'), fc.jsonValue()),
              namespace: fc.jsonValue(),
              uid: fc.jsonValue(),
              labels: fc.jsonValue(),
              annotations: fc.jsonValue(),
              resourceVersion: fc.jsonValue(),
              creationTimestamp: fc.jsonValue(),
              ownerReferences: fc.oneof(
                fc.jsonValue(),
                fc.array(fc.jsonValue()),
              ),
            }),
          ),
          spec: fc.jsonValue(),
          status: fc.jsonValue(),
        }),
        value => {
          const object = value as unknown as KubernetesObject;
          const store = new ResourceStore({ kinds: testKinds });
          store.upsert('c', 'beta', object);
          store.upsert('c', 'parent', object);
          store.preview('c', 'parent', object);
          store.remove('c', 'parent', object);
          store.drop('c');
        },
      ),
    );
  });
});
