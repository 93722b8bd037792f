import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNamespace, namesOf, type TestNamespace } from './namespaces';
import { useTarget } from './target';
import { group, widget, widgetVersion } from './testCrds';

const target = useTarget();
let space: TestNamespace;
let widgets: string;

beforeEach(async () => {
  space = await createNamespace(target.admin);
  widgets = space.path(widgetVersion, 'widgets');
});
afterEach(() => space[Symbol.asyncDispose]());

const status = async (path: string) =>
  (await target.admin.request('GET', path)).status;

describe('deleting', () => {
  it('says what is gone', async () => {
    const created = await target.admin.create(widgets, widget('a'));
    expect(await target.admin.delete(`${widgets}/a`)).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Success',
      details: { name: 'a', group, kind: 'widgets', uid: created.metadata.uid },
    });
    const again = await target.admin.request('DELETE', `${widgets}/a`);
    expect(again.status).toBe(404);
    expect(again.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      message: `widgets.${group} "a" not found`,
      reason: 'NotFound',
      details: { name: 'a', group, kind: 'widgets' },
      code: 404,
    });
  });

  it('waits for finalizers', async () => {
    await target.admin.create(
      widgets,
      widget('a', {}, { finalizers: ['example.org/hold'] }),
    );
    const deleted = await target.admin.delete(`${widgets}/a`);
    expect(deleted.kind).toBe('Widget');
    expect(deleted.metadata.deletionTimestamp).toMatch(/Z$/);
    const held = await target.admin.get(`${widgets}/a`);
    expect(held.metadata).toMatchObject({
      deletionGracePeriodSeconds: 0,
      finalizers: ['example.org/hold'],
    });
    // New ones are refused now.
    const late = await target.admin.request('PATCH', `${widgets}/a`, {
      contentType: 'application/merge-patch+json',
      body: {
        metadata: { finalizers: ['example.org/hold', 'example.org/more'] },
      },
    });
    expect(late.status).toBe(422);
    using watch = await target.admin.watch(widgets, {
      resourceVersion: held.metadata.resourceVersion,
    });
    await target.admin.mergePatch(`${widgets}/a`, {
      metadata: { finalizers: [] },
    });
    expect(
      (await watch.until(event => event.type === 'DELETED')).object.metadata
        .name,
    ).toBe('a');
    expect(await status(`${widgets}/a`)).toBe(404);
  });

  it('has conditions: an identity, a version, a dry run', async () => {
    const created = await target.admin.create(widgets, widget('a'));
    for (const preconditions of [
      { uid: '00000000-0000-0000-0000-000000000000' },
      { resourceVersion: '1' },
    ]) {
      const refused = await target.admin.request('DELETE', `${widgets}/a`, {
        body: { preconditions },
      });
      expect([refused.status, refused.body.reason]).toEqual([409, 'Conflict']);
    }
    await target.admin.call('DELETE', `${widgets}/a`, {
      query: { dryRun: 'All' },
    });
    expect(await status(`${widgets}/a`)).toBe(200);
    await target.admin.delete(`${widgets}/a`, {
      preconditions: { uid: created.metadata.uid },
    });
    expect(await status(`${widgets}/a`)).toBe(404);
  });

  it('takes a collection, by selector too', async () => {
    for (const name of ['a', 'b', 'c']) {
      await target.admin.create(
        widgets,
        widget(name, {}, { labels: { which: name } }),
      );
    }
    const gone = await target.admin.call('DELETE', widgets, {
      query: { labelSelector: 'which in (a,b)' },
    });
    expect(gone.kind).toBe('WidgetList');
    expect(namesOf(await target.admin.get(widgets))).toEqual(['c']);
    await target.admin.call('DELETE', widgets);
    expect(namesOf(await target.admin.get(widgets))).toEqual([]);
  });

  it('takes what the object owned with it, unless that is to be orphaned', async () => {
    const configMaps = space.path('v1', 'configmaps');
    const owned = async (
      owner: { metadata: { name: string; uid: string } },
      name: string,
    ) =>
      target.admin.create(configMaps, {
        metadata: {
          name,
          ownerReferences: [
            {
              apiVersion: widgetVersion,
              kind: 'Widget',
              name: owner.metadata.name,
              uid: owner.metadata.uid,
              controller: true,
            },
          ],
        },
      });
    const first = await target.admin.create(widgets, widget('first'));
    const second = await target.admin.create(widgets, widget('second'));
    await owned(first, 'of-first');
    await owned(second, 'of-second');

    await target.admin.delete(`${widgets}/first`, {
      propagationPolicy: 'Background',
    });
    await expect
      .poll(() => status(`${configMaps}/of-first`), {
        timeout: 50_000,
        interval: 100,
      })
      .toBe(404);

    await target.admin.delete(`${widgets}/second`, {
      propagationPolicy: 'Orphan',
    });
    await expect
      .poll(() => status(`${widgets}/second`), {
        timeout: 50_000,
        interval: 100,
      })
      .toBe(404);
    const orphan = await target.admin.get(`${configMaps}/of-second`);
    expect(orphan.metadata).not.toHaveProperty('ownerReferences');
  });

  it('takes a namespace with everything in it', async () => {
    await using other = await createNamespace(target.admin);
    const path = other.path(widgetVersion, 'widgets');
    await target.admin.create(path, widget('a'));
    const { resourceVersion } = (await target.admin.get(path)).metadata;
    using watch = await target.admin.watch(path, { resourceVersion });
    const deleted = await target.admin.delete(
      `/api/v1/namespaces/${other.name}`,
    );
    expect(deleted).toMatchObject({
      kind: 'Namespace',
      metadata: { deletionTimestamp: expect.any(String) },
    });
    expect(
      (await watch.until(event => event.type === 'DELETED', 50_000)).object
        .metadata.name,
    ).toBe('a');
    await expect
      .poll(() => status(`/api/v1/namespaces/${other.name}`), {
        timeout: 50_000,
        interval: 100,
      })
      .toBe(404);
  });
});
