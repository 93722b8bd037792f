import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../cluster/apiClient';
import { createNamespace, type TestNamespace } from './namespaces';
import { useTarget } from './target';
import { widget, widgetVersion } from './testCrds';

const target = useTarget();
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
let space: TestNamespace;
let path: string;

beforeAll(async () => {
  space = await createNamespace(target.admin);
  path = space.path(widgetVersion, 'widgets');
  await target.admin.create(path, widget('a', { size: 5 }));
  await target.admin.mergePatch(`${path}/a/status`, {
    status: { conditions: [{ type: 'Created' }, { type: 'Running' }] },
  });
  await target.admin.create(path, widget('b', { colour: 'red' }));
});
afterAll(() => space[Symbol.asyncDispose]());

describe('tables', () => {
  it('have the columns of the definition, and cells in their order', async () => {
    const response = await target.admin.request('GET', path, { accept: table });
    expect(response.status).toBe(200);
    const { body } = response;
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    expect(
      body.columnDefinitions.map((one: Json) => [
        one.name,
        one.type,
        one.format,
        one.priority,
      ]),
    ).toEqual([
      ['Name', 'string', 'name', 0],
      ['Size', 'integer', '', 0],
      ['State', 'string', '', 0],
      ['Colour', 'string', '', 1],
      ['Age', 'date', '', 0],
    ]);
    expect(body.rows.map((row: Json) => row.cells.slice(0, 4))).toEqual(
      [
        ['a', 5, 'Running', null],
        ['b', 1, null, 'red'],
      ].map(([name, size, state, colour]) => [name, size, state, colour]),
    );
    expect(body.rows[0].cells[4]).toMatch(/^(<invalid>|\d+s)$/);
    expect(body.rows[0].object).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'a', namespace: space.name },
    });
    expect(body.rows[0].object).not.toHaveProperty('spec');
    expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(0);
  });

  it('carry the whole object, or nothing, when asked', async () => {
    const whole = await target.admin.call('GET', path, {
      accept: table,
      query: { includeObject: 'Object' },
    });
    expect(whole.rows[0].object).toMatchObject({
      kind: 'Widget',
      spec: { size: 5 },
    });
    const none = await target.admin.call('GET', path, {
      accept: table,
      query: { includeObject: 'None' },
    });
    expect(none.rows[0].object ?? null).toBeNull();
    const one = await target.admin.call('GET', `${path}/b`, { accept: table });
    expect(one).toMatchObject({
      kind: 'Table',
      rows: [{ cells: ['b', 1, null, 'red', expect.any(String)] }],
    });
  });

  it('are made for pods too, and fall back to plain JSON', async () => {
    await target.admin.create(space.path('v1', 'pods'), {
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'main', image: 'x' }] },
    });
    const pods = await target.admin.call('GET', space.path('v1', 'pods'), {
      accept: table,
    });
    const names = pods.columnDefinitions.map((one: Json) => one.name);
    expect(names.slice(0, 5)).toEqual([
      'Name',
      'Ready',
      'Status',
      'Restarts',
      'Age',
    ]);
    expect(pods.rows[0].cells.slice(0, 3)).toEqual(['p', '0/1', 'Pending']);
    const events = await target.admin.call('GET', space.path('v1', 'events'), {
      accept: table,
    });
    expect(events.kind).toBe('Table');
    const nonsense = await target.admin.request('GET', path, {
      accept: 'text/html',
    });
    expect(nonsense.status).toBe(406);
  });

  it('stream through a watch', async () => {
    const { resourceVersion } = (await target.admin.get(path)).metadata;
    const abort = new AbortController();
    const streamed = target.admin.request('GET', path, {
      accept: table,
      query: { watch: true, resourceVersion, timeoutSeconds: 2 },
      signal: abort.signal,
    });
    await target.admin.create(path, widget('c', { size: 8 }));
    const [first] = (await streamed).text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
    expect(first).toMatchObject({
      type: 'ADDED',
      object: {
        kind: 'Table',
        rows: [{ cells: ['c', 8, null, null, expect.any(String)] }],
      },
    });
  });

  it('and metadata alone can be had', async () => {
    const list = await target.admin.call('GET', path, {
      accept:
        'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json',
    });
    expect(list.kind).toBe('PartialObjectMetadataList');
    expect(list.items[0]).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'a' },
    });
    expect(list.items[0]).not.toHaveProperty('spec');
  });
});
