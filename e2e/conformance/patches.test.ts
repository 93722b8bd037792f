import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../cluster/apiClient';
import { createNamespace, type TestNamespace } from './namespaces';
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

const patch = (path: string, contentType: string, body: unknown, query = {}) =>
  target.admin.request('PATCH', path, { contentType, body, query });

const mergeType = 'application/merge-patch+json';
const jsonType = 'application/json-patch+json';
const strategicType = 'application/strategic-merge-patch+json';
const applyType = 'application/apply-patch+yaml';

describe('merge patch', () => {
  it('merges objects, replaces lists, and removes what is null', async () => {
    await target.admin.create(
      widgets,
      widget('a', {
        colour: 'red',
        free: { keep: 1, drop: 2 },
        parts: [{ name: 'x' }, { name: 'y' }],
      }),
    );
    const { status, body } = await patch(`${widgets}/a`, mergeType, {
      metadata: { labels: { team: 'vision' } },
      spec: {
        colour: null,
        free: { drop: null, added: [1] },
        parts: [{ name: 'z' }],
      },
    });
    expect(status).toBe(200);
    expect(body.spec).toEqual({
      size: 1,
      shape: 'round',
      free: { keep: 1, added: [1] },
      parts: [{ name: 'z' }],
    });
    expect(body.metadata).toMatchObject({
      generation: 2,
      labels: { team: 'vision' },
    });
  });

  it('leaves the status to the status subresource', async () => {
    await target.admin.create(widgets, widget('a'));
    const main = await target.admin.mergePatch(`${widgets}/a`, {
      status: { phase: 'Mine' },
    });
    expect(main).not.toHaveProperty('status');
    const status = await target.admin.mergePatch(`${widgets}/a/status`, {
      spec: { size: 9 },
      status: { phase: 'Running', conditions: [{ type: 'Ready' }] },
    });
    expect(status).toMatchObject({
      spec: { size: 1 },
      status: { phase: 'Running' },
      metadata: { generation: 1 },
    });
  });

  it('is refused when it names a version that has passed', async () => {
    const created = await target.admin.create(widgets, widget('a'));
    await target.admin.mergePatch(`${widgets}/a`, { spec: { size: 2 } });
    const stale = await patch(`${widgets}/a`, mergeType, {
      metadata: { resourceVersion: created.metadata.resourceVersion },
      spec: { size: 3 },
    });
    expect([stale.status, stale.body.reason]).toEqual([409, 'Conflict']);
  });

  it('is checked against the schema, and tried in a dry run', async () => {
    await target.admin.create(widgets, widget('a'));
    expect(
      (await patch(`${widgets}/a`, mergeType, { spec: { size: -1 } })).status,
    ).toBe(422);
    const dry = await patch(
      `${widgets}/a`,
      mergeType,
      { spec: { size: 5 } },
      { dryRun: 'All' },
    );
    expect([dry.status, dry.body.spec.size]).toEqual([200, 5]);
    expect((await target.admin.get(`${widgets}/a`)).spec.size).toBe(1);
    expect((await patch(`${widgets}/nobody`, mergeType, {})).status).toBe(404);
    expect((await patch(`${widgets}/a`, mergeType, '{ "spec": ')).status).toBe(
      400,
    );
  });

  it('that changes nothing leaves the version as it is', async () => {
    const created = await target.admin.create(widgets, widget('a'));
    const same = await target.admin.mergePatch(`${widgets}/a`, {
      spec: { size: 1 },
    });
    expect(same.metadata.resourceVersion).toBe(
      created.metadata.resourceVersion,
    );
  });
});

describe('JSON patch', () => {
  it('applies its operations, or none', async () => {
    await target.admin.create(widgets, widget('a', { parts: [{ name: 'x' }] }));
    const done = await patch(`${widgets}/a`, jsonType, [
      { op: 'test', path: '/spec/size', value: 1 },
      { op: 'replace', path: '/spec/size', value: 4 },
      { op: 'add', path: '/spec/parts/-', value: { name: 'y' } },
      { op: 'add', path: '/metadata/annotations', value: { 'a/b': 'c' } },
      { op: 'replace', path: '/metadata/annotations/a~1b', value: 'd' },
    ]);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      spec: { size: 4, parts: [{ name: 'x' }, { name: 'y' }] },
      metadata: { annotations: { 'a/b': 'd' } },
    });
    const failed = await patch(`${widgets}/a`, jsonType, [
      { op: 'replace', path: '/spec/size', value: 5 },
      { op: 'test', path: '/spec/size', value: 1 },
    ]);
    expect([failed.status, failed.body.reason]).toEqual([422, 'Invalid']);
    const nowhere = await patch(`${widgets}/a`, jsonType, [
      { op: 'remove', path: '/spec/nothing' },
    ]);
    expect(nowhere.status).toBe(422);
    expect((await target.admin.get(`${widgets}/a`)).spec.size).toBe(4);
    expect(
      (await patch(`${widgets}/a`, jsonType, { op: 'remove' })).status,
    ).toBe(400);
  });
});

describe('strategic merge patch', () => {
  it('works on built-in kinds, merging lists by key', async () => {
    const pods = space.path('v1', 'pods');
    await target.admin.create(pods, {
      metadata: { name: 'a' },
      spec: {
        containers: [
          { name: 'main', image: 'one' },
          { name: 'side', image: 'two' },
        ],
      },
    });
    const { status, body } = await patch(`${pods}/a`, strategicType, {
      spec: { containers: [{ name: 'side', image: 'three' }] },
    });
    expect(status).toBe(200);
    expect(
      body.spec.containers.map((one: Json) => [one.name, one.image]),
    ).toEqual([
      ['main', 'one'],
      ['side', 'three'],
    ]);
  });

  it('does not work on custom kinds, and neither does a type that nobody knows', async () => {
    await target.admin.create(widgets, widget('a'));
    for (const contentType of [
      strategicType,
      'application/json',
      'text/plain',
    ]) {
      const refused = await patch(`${widgets}/a`, contentType, {
        spec: { size: 2 },
      });
      expect([contentType, refused.status, refused.body.reason]).toEqual([
        contentType,
        415,
        'UnsupportedMediaType',
      ]);
    }
  });
});

describe('server-side apply', () => {
  const apply = (
    name: string,
    spec: object,
    query: object,
    metadata: object = {},
  ) =>
    patch(
      `${widgets}/${name}`,
      applyType,
      { ...widget(name, spec, metadata) },
      query,
    );

  it('creates, and then owns what it said', async () => {
    const created = await apply(
      'a',
      { colour: 'red' },
      { fieldManager: 'alpha' },
    );
    expect(created.status).toBe(201);
    const [entry] = created.body.metadata.managedFields;
    expect(entry).toMatchObject({
      manager: 'alpha',
      operation: 'Apply',
      apiVersion: widgetVersion,
      fieldsV1: { 'f:spec': { 'f:size': {}, 'f:colour': {} } },
    });
    // What it no longer says is taken away, what others wrote stays.
    await target.admin.mergePatch(`${widgets}/a`, {
      metadata: { labels: { by: 'hand' } },
    });
    const again = await patch(
      `${widgets}/a`,
      applyType,
      {
        apiVersion: widgetVersion,
        kind: 'Widget',
        metadata: { name: 'a' },
        spec: { size: 2 },
      },
      { fieldManager: 'alpha' },
    );
    expect(again.status).toBe(200);
    expect(again.body.spec).toEqual({ size: 2, shape: 'round' });
    expect(again.body.metadata.labels).toEqual({ by: 'hand' });
  });

  it('does not fight silently over a field', async () => {
    await apply('a', { colour: 'red' }, { fieldManager: 'alpha' });
    const conflict = await apply(
      'a',
      { colour: 'blue' },
      { fieldManager: 'beta' },
    );
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "alpha": .spec.colour',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "alpha"',
            field: '.spec.colour',
          },
        ],
      },
    });
    const forced = await apply(
      'a',
      { colour: 'blue' },
      { fieldManager: 'beta', force: true },
    );
    expect([forced.status, forced.body.spec.colour]).toEqual([200, 'blue']);
    const owners = forced.body.metadata.managedFields.filter(
      (entry: Json) => entry.fieldsV1?.['f:spec']?.['f:colour'],
    );
    expect(owners.map((entry: Json) => entry.manager)).toEqual(['beta']);
    // Both may say the same.
    expect(
      (await apply('a', { colour: 'blue' }, { fieldManager: 'alpha' })).status,
    ).toBe(200);
  });

  it('merges lists that have keys', async () => {
    await apply(
      'a',
      { parts: [{ name: 'x', count: 1 }] },
      { fieldManager: 'alpha' },
    );
    const merged = await apply(
      'a',
      { parts: [{ name: 'y', count: 2 }] },
      { fieldManager: 'beta' },
    );
    expect(merged.status).toBe(200);
    expect(merged.body.spec.parts).toEqual([
      { name: 'x', count: 1 },
      { name: 'y', count: 2 },
    ]);
  });

  it('wants a manager, and the type of the object', async () => {
    expect((await apply('a', {}, {})).status).toBe(422);
    const untyped = await patch(
      `${widgets}/a`,
      applyType,
      { metadata: { name: 'a' } },
      { fieldManager: 'x' },
    );
    expect(untyped.status).toBe(400);
    const dry = await apply('a', {}, { fieldManager: 'x', dryRun: 'All' });
    expect(dry.status).toBe(201);
    expect((await target.admin.request('GET', `${widgets}/a`)).status).toBe(
      404,
    );
  });

  it('takes YAML', async () => {
    const body = `apiVersion: ${group}/v1\nkind: Widget\nmetadata:\n  name: a\nspec:\n  size: 3\n`;
    const applied = await patch(`${widgets}/a`, applyType, body, {
      fieldManager: 'x',
    });
    expect([applied.status, applied.body.spec.size]).toEqual([201, 3]);
  });
});
