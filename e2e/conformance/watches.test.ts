import { describe, expect, it } from 'vitest';
import type { Json } from '../cluster/apiClient';
import { applyCrds, removeCrd, waitFor } from '../cluster/crds';
import { createNamespace, resourcePath } from './namespaces';
import { useTarget } from './target';
import { group, shortLivedCrd, widget, widgetVersion } from './testCrds';

const target = useTarget();

const brief = (event: { type: string; object: Json } | undefined) =>
  event && [event.type, event.object.metadata.name, event.object.spec?.size];

describe('watches', () => {
  it('continue a list: every later change, in order, each with the version to resume from', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    await target.admin.create(path, widget('before'));
    const { resourceVersion } = (await target.admin.get(path)).metadata;
    using watch = await target.admin.watch(path, { resourceVersion });

    await target.admin.create(path, widget('a'));
    await target.admin.mergePatch(`${path}/a`, { spec: { size: 2 } });
    await target.admin.mergePatch(`${path}/a/status`, {
      status: { phase: 'Done' },
    });
    await target.admin.delete(`${path}/a`);

    const events = [];
    for (let i = 0; i < 4; i++) {
      events.push(await watch.next());
    }
    expect(events.map(brief)).toEqual([
      ['ADDED', 'a', 1],
      ['MODIFIED', 'a', 2],
      ['MODIFIED', 'a', 2],
      ['DELETED', 'a', 2],
    ]);
    expect(events[0]?.object).toMatchObject({
      apiVersion: widgetVersion,
      kind: 'Widget',
    });
    expect(events[2]?.object.status).toEqual({ phase: 'Done' });
    const versions = events.map(event =>
      Number(event?.object.metadata.resourceVersion),
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(4);

    // From the middle, the second half comes again.
    using resumed = await target.admin.watch(path, {
      resourceVersion: String(versions[1]),
    });
    expect(brief(await resumed.next())).toEqual(['MODIFIED', 'a', 2]);
    expect(brief(await resumed.next())).toEqual(['DELETED', 'a', 2]);
  });

  it('begin with what is there when they name no version', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    await target.admin.create(path, widget('a'));
    await target.admin.create(path, widget('b', { size: 7 }));
    for (const resourceVersion of [undefined, '0']) {
      using watch = await target.admin.watch(path, { resourceVersion });
      const initial = [brief(await watch.next()), brief(await watch.next())];
      expect(initial.sort()).toEqual([
        ['ADDED', 'a', 1],
        ['ADDED', 'b', 7],
      ]);
    }
  });

  it('can send the initial list themselves, and a bookmark that ends it', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    await target.admin.create(path, widget('a'));
    using watch = await target.admin.watch(path, {
      sendInitialEvents: true,
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: true,
    });
    expect(brief(await watch.next())).toEqual(['ADDED', 'a', 1]);
    const bookmark = await watch.next();
    expect(bookmark).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'Widget',
        apiVersion: widgetVersion,
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
    // A bookmark is a place to resume from.
    await target.admin.create(path, widget('b'));
    using resumed = await target.admin.watch(path, {
      resourceVersion: bookmark?.object.metadata.resourceVersion,
    });
    expect(brief(await resumed.next())).toEqual(['ADDED', 'b', 1]);
    const wrong = await target.admin.request('GET', path, {
      query: { watch: true, sendInitialEvents: true },
    });
    expect(wrong.status).toBe(422);
  });

  it('send bookmarks near their end to whoever asks, and none to others', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    const { resourceVersion } = (await target.admin.get(path)).metadata;
    const query = {
      resourceVersion,
      labelSelector: '!hidden',
      // The server looks for watches that end soon only now and then.
      timeoutSeconds: 6,
    };
    using asked = await target.admin.watch(path, {
      ...query,
      allowWatchBookmarks: true,
    });
    using silent = await target.admin.watch(path, query);
    // A server that has seen nothing new since the watch began has nothing to remember.
    await target.admin.create(
      path,
      widget('other', {}, { labels: { hidden: 'yes' } }),
    );
    const bookmark = await asked.next();
    expect(bookmark?.type).toBe('BOOKMARK');
    expect(Object.keys(bookmark?.object.spec ?? {})).toEqual([]);
    expect(Number(bookmark?.object.metadata.resourceVersion)).toBeGreaterThan(
      Number(resourceVersion),
    );
    // timeoutSeconds ends a watch without an error.
    expect(await silent.next()).toBeUndefined();
  });

  it('turn a change of labels into coming and going under a selector', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    const { resourceVersion } = (await target.admin.get(path)).metadata;
    using watch = await target.admin.watch(path, {
      resourceVersion,
      labelSelector: 'team=vision',
    });
    await target.admin.create(path, widget('a'));
    await target.admin.mergePatch(`${path}/a`, {
      metadata: { labels: { team: 'vision' } },
    });
    await target.admin.mergePatch(`${path}/a`, { spec: { size: 5 } });
    await target.admin.mergePatch(`${path}/a`, {
      metadata: { labels: { team: 'language' } },
    });
    const events = [await watch.next(), await watch.next(), await watch.next()];
    expect(events.map(brief)).toEqual([
      ['ADDED', 'a', 1],
      ['MODIFIED', 'a', 5],
      ['DELETED', 'a', 5],
    ]);
  });

  it('can follow one object by its name', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    const { resourceVersion } = (await target.admin.get(path)).metadata;
    using watch = await target.admin.watch(path, {
      resourceVersion,
      fieldSelector: 'metadata.name=b',
    });
    await target.admin.create(path, widget('a'));
    await target.admin.create(path, widget('b'));
    expect(brief(await watch.next())).toEqual(['ADDED', 'b', 1]);
  });

  it('cover all namespaces', async () => {
    await using one = await createNamespace(target.admin);
    await using other = await createNamespace(target.admin);
    const { resourceVersion } = (
      await target.admin.get(resourcePath(widgetVersion, 'widgets'))
    ).metadata;
    using watch = await target.admin.watch(
      resourcePath(widgetVersion, 'widgets'),
      { resourceVersion },
    );
    await target.admin.create(one.path(widgetVersion, 'widgets'), widget('a'));
    await target.admin.create(
      other.path(widgetVersion, 'widgets'),
      widget('a'),
    );
    const seen = [];
    for (const space of [one, other]) {
      const event = await watch.until(
        ({ object }) => object.metadata.namespace === space.name,
      );
      seen.push([event.type, event.object.metadata.namespace]);
    }
    expect(seen).toEqual([
      ['ADDED', one.name],
      ['ADDED', other.name],
    ]);
  });

  it('say 410 in an ERROR event when they begin too long ago', async () => {
    const path = resourcePath(widgetVersion, 'widgets');
    using watch = await target.admin.watch(path, { resourceVersion: '1' });
    const event = await watch.next();
    expect(event).toMatchObject({
      type: 'ERROR',
      object: {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'Expired',
        code: 410,
      },
    });
    expect(event?.object.message).toContain('too old resource version');
    expect(await watch.next()).toBeUndefined();
  });

  it('see a definition come and go', async () => {
    await using space = await createNamespace(target.admin);
    const crd = shortLivedCrd('fleetings');
    const path = space.path(`${group}/v1alpha1`, 'fleetings');
    expect((await target.admin.request('GET', path)).status).toBe(404);
    await applyCrds(target.admin, [crd]);

    // Right after the definition is served its storage may still be on its way: 429, try again.
    const early: number[] = [];
    await waitFor('the watch to be accepted', async () => {
      try {
        using watch = await target.admin.watch(path, { timeoutSeconds: 1 });
        return watch !== undefined;
      } catch (error) {
        early.push((error as { status: number }).status);
        return false;
      }
    });
    expect(early.filter(status => status !== 429)).toEqual([]);

    await target.admin.create(path, {
      apiVersion: `${group}/v1alpha1`,
      kind: 'Fleeting',
      metadata: { name: 'a' },
    });
    const { resourceVersion } = (await target.admin.get(path)).metadata;
    using watch = await target.admin.watch(path, { resourceVersion });
    await removeCrd(target.admin, crd.metadata.name);
    // Its objects are deleted one by one, and then the watch ends.
    expect(brief(await watch.until(event => event.type === 'DELETED'))).toEqual(
      ['DELETED', 'a', undefined],
    );
    await expect
      .poll(async () => (await target.admin.request('GET', path)).status, {
        timeout: 20_000,
      })
      .toBe(404);
    let last = await watch.next(30_000);
    while (last && last.type !== 'ERROR') {
      last = await watch.next(30_000);
    }
  });
});
