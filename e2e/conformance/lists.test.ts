import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createNamespace,
  namesOf,
  resourcePath,
  type TestNamespace,
} from './namespaces';
import { useTarget } from './target';
import { widget, widgetVersion } from './testCrds';

const target = useTarget();
let space: TestNamespace;
let path: string;

beforeAll(async () => {
  space = await createNamespace(target.admin);
  path = space.path(widgetVersion, 'widgets');
  for (const [index, name] of ['e', 'a', 'c', 'b', 'd'].entries()) {
    const labels = {
      team: index % 2 ? 'vision' : 'language',
      [`only-${name}`]: 'yes',
      index: String(index),
    };
    await target.admin.create(path, widget(name, {}, { labels }));
  }
});
afterAll(() => space[Symbol.asyncDispose]());

describe('lists', () => {
  it('are typed, have a resourceVersion and are sorted by name', async () => {
    const list = await target.admin.get(path);
    expect(list).toMatchObject({
      apiVersion: widgetVersion,
      kind: 'WidgetList',
    });
    expect(Number(list.metadata.resourceVersion)).toBeGreaterThan(0);
    expect(list.metadata.continue ?? '').toBe('');
    expect(namesOf(list)).toEqual(['a', 'b', 'c', 'd', 'e']);
    // Items of custom kinds carry their type; those of built-in kinds do not.
    expect(list.items[0]).toMatchObject({
      apiVersion: widgetVersion,
      kind: 'Widget',
    });
    await target.admin.create(space.path('v1', 'configmaps'), {
      metadata: { name: 'one' },
    });
    const maps = await target.admin.get(space.path('v1', 'configmaps'));
    expect(maps.kind).toBe('ConfigMapList');
    expect(maps.items.at(-1)).not.toHaveProperty('kind');
    expect(maps.items.at(-1)).not.toHaveProperty('apiVersion');
  });

  it('cover one namespace or all of them', async () => {
    await using other = await createNamespace(target.admin);
    await target.admin.create(
      other.path(widgetVersion, 'widgets'),
      widget('a'),
    );
    const all = await target.admin.get(resourcePath(widgetVersion, 'widgets'));
    const keys = all.items.map(
      (item: { metadata: { namespace: string; name: string } }) =>
        [item.metadata.namespace, item.metadata.name].join('/'),
    );
    expect(keys).toEqual(
      expect.arrayContaining([`${space.name}/a`, `${other.name}/a`]),
    );
    expect(keys).toEqual([...keys].sort());
    const none = await target.admin.get(
      resourcePath(widgetVersion, 'widgets', 'no-such-namespace'),
    );
    expect(none.items).toEqual([]);
  });

  it('come in pages of one moment', async () => {
    const first = await target.admin.get(path, { limit: 2 });
    expect(namesOf(first)).toEqual(['a', 'b']);
    expect(first.metadata).toMatchObject({
      continue: expect.stringMatching(/.+/),
      remainingItemCount: 3,
    });

    // What happens between the pages belongs to another moment.
    await target.admin.create(path, widget('bb'));
    const second = await target.admin.get(path, {
      limit: 2,
      continue: first.metadata.continue,
    });
    expect(namesOf(second)).toEqual(['c', 'd']);
    expect(second.metadata.resourceVersion).toBe(
      first.metadata.resourceVersion,
    );
    const third = await target.admin.get(path, {
      limit: 2,
      continue: second.metadata.continue,
    });
    expect(namesOf(third)).toEqual(['e']);
    expect(third.metadata.continue ?? '').toBe('');
    expect(third.metadata).not.toHaveProperty('remainingItemCount');
    await target.admin.delete(`${path}/bb`);
  });

  it('refuse a continue token that is no token', async () => {
    const broken = await target.admin.request('GET', path, {
      query: { limit: 1, continue: 'nonsense' },
    });
    expect([broken.status, broken.body.reason]).toEqual([400, 'BadRequest']);
  });

  it('understand label selectors', async () => {
    const select = async (labelSelector: string) =>
      namesOf(await target.admin.get(path, { labelSelector }));
    expect(await select('team=vision')).toEqual(['a', 'b']);
    expect(await select('team==vision')).toEqual(['a', 'b']);
    expect(await select('team!=vision')).toEqual(['c', 'd', 'e']);
    expect(await select('team in (vision, other)')).toEqual(['a', 'b']);
    expect(await select('team notin (vision)')).toEqual(['c', 'd', 'e']);
    expect(await select('only-c')).toEqual(['c']);
    expect(await select('!only-c')).toEqual(['a', 'b', 'd', 'e']);
    expect(await select('nobody!=has')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await select('team=language,only-d')).toEqual(['d']);
    expect(await select('index>2')).toEqual(['b', 'd']);
    const invalid = await target.admin.request('GET', path, {
      query: { labelSelector: 'a b c' },
    });
    expect([invalid.status, invalid.body.reason]).toEqual([400, 'BadRequest']);
    expect(invalid.body.message).toContain('unable to parse requirement');
  });

  it('understand field selectors', async () => {
    const select = async (fieldSelector: string) =>
      namesOf(await target.admin.get(path, { fieldSelector }));
    expect(await select('metadata.name=c')).toEqual(['c']);
    expect(await select('metadata.name!=c')).toEqual(['a', 'b', 'd', 'e']);
    expect(
      await select(`metadata.namespace=${space.name},metadata.name=a`),
    ).toEqual(['a']);
    const unknown = await target.admin.request('GET', path, {
      query: { fieldSelector: 'spec.size=1' },
    });
    expect(unknown.status).toBe(400);
    expect(unknown.body.message).toContain(
      'field label not supported: spec.size',
    );
  });

  it('can be of a moment that the caller names', async () => {
    const before = (await target.admin.get(path)).metadata.resourceVersion;
    await target.admin.create(path, widget('z'));
    const exact = await target.admin.get(path, {
      resourceVersion: before,
      resourceVersionMatch: 'Exact',
    });
    expect(namesOf(exact)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(exact.metadata.resourceVersion).toBe(before);
    const notOlder = await target.admin.get(path, {
      resourceVersion: before,
      resourceVersionMatch: 'NotOlderThan',
    });
    expect(Number(notOlder.metadata.resourceVersion)).toBeGreaterThanOrEqual(
      Number(before),
    );
    expect((await target.admin.get(path, { resourceVersion: 0 })).kind).toBe(
      'WidgetList',
    );
    await target.admin.delete(`${path}/z`);

    const missing = await target.admin.request('GET', path, {
      query: { resourceVersionMatch: 'Exact' },
    });
    expect(missing.status).toBe(422);
    const nonsense = await target.admin.request('GET', path, {
      query: { resourceVersion: 'soon' },
    });
    expect(nonsense.status).toBe(400);
  });

  it('count nothing and cost nothing more when limit is zero', async () => {
    expect(namesOf(await target.admin.get(path, { limit: 0 }))).toHaveLength(5);
  });
});
