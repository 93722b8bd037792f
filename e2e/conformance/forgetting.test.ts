import { describe, expect, it } from 'vitest';
import { waitFor } from '../cluster/crds';
import { createNamespace, namesOf } from './namespaces';
import { useTarget } from './target';
import { widget, widgetVersion } from './testCrds';

const target = useTarget({ own: true });

describe('a server that has forgotten', () => {
  it('answers 410 to pages and watches that began before, and starts them anew', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    for (const name of ['a', 'b', 'c', 'd']) {
      await target.admin.create(path, widget(name));
    }
    const first = await target.admin.get(path, { limit: 2 });
    await target.admin.mergePatch(`${path}/a`, { spec: { size: 2 } });

    await target.forget();

    const expired = await target.admin.request('GET', path, {
      query: { limit: 2, continue: first.metadata.continue },
    });
    expect(expired.status).toBe(410);
    expect(expired.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'Expired',
      code: 410,
    });
    // It offers a way on, at the price of a list that is not of one moment.
    const rest = await target.admin.get(path, {
      limit: 10,
      continue: expired.body.metadata.continue,
    });
    expect(namesOf(rest)).toEqual(['c', 'd']);

    // A watch is accepted and then told, within the stream.
    await waitFor('the watch to be accepted', async () => {
      using watch = await target.admin.watch(path, {
        resourceVersion: first.metadata.resourceVersion,
      });
      const event = await watch.next();
      expect(event).toMatchObject({
        type: 'ERROR',
        object: {
          kind: 'Status',
          status: 'Failure',
          reason: 'Expired',
          code: 410,
        },
      });
      expect(await watch.next()).toBeUndefined();
      return true;
    });

    const fresh = await target.admin.get(path);
    expect(fresh.items[0].spec.size).toBe(2);
    using watch = await target.admin.watch(path, {
      resourceVersion: fresh.metadata.resourceVersion,
    });
    await target.admin.create(path, widget('e'));
    expect((await watch.next())?.object.metadata.name).toBe('e');
  });
});
