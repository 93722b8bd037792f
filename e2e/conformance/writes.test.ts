import { describe, expect, it } from 'vitest';
import type { Json } from '../cluster/apiClient';
import { createNamespace, resourcePath } from './namespaces';
import { useTarget } from './target';
import { group, widget, widgetVersion } from './testCrds';

const target = useTarget();

const causes = (status: Json) =>
  status.details.causes.map((cause: Json) => [cause.reason, cause.field]);

describe('creating', () => {
  it('fills in what the server owns, defaults and drops what the schema does not know', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    const response = await target.admin.request('POST', path, {
      body: {
        ...widget('a', { unknown: 1, free: { kept: true } }),
        status: { phase: 'Mine' },
      },
    });
    expect(response.status).toBe(201);
    const created = response.body;
    expect(created.metadata).toMatchObject({
      name: 'a',
      namespace: space.name,
      generation: 1,
      uid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      resourceVersion: expect.stringMatching(/^\d+$/),
      creationTimestamp: expect.stringMatching(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      ),
      managedFields: [
        {
          operation: 'Update',
          apiVersion: widgetVersion,
          fieldsType: 'FieldsV1',
          time: expect.stringMatching(/Z$/),
          manager: expect.any(String),
        },
      ],
    });
    expect(created.spec).toEqual({
      size: 1,
      shape: 'round',
      free: { kept: true },
    });
    // With a status subresource, the status is not the creator's to write.
    expect(created).not.toHaveProperty('status');
    expect(await target.admin.get(`${path}/a`)).toEqual(created);
  });

  it('keeps the status of a kind without a status subresource', async () => {
    const path = resourcePath(`${group}/v1alpha1`, 'gadgets');
    const name = `gadget-${Date.now()}`;
    const body = {
      apiVersion: `${group}/v1alpha1`,
      kind: 'Gadget',
      metadata: { name },
      status: { phase: 'Mine' },
    };
    const created = await target.admin.create(path, body);
    expect(created.status).toEqual({ phase: 'Mine' });
    expect(created.metadata).not.toHaveProperty('namespace');
    const changed = await target.admin.mergePatch(`${path}/${name}`, {
      status: { phase: 'Other' },
    });
    expect(changed.status).toEqual({ phase: 'Other' });
    expect(
      (await target.admin.request('GET', `${path}/${name}/status`)).status,
    ).toBe(404);
    await target.admin.delete(`${path}/${name}`);
  });

  it('makes a name from generateName', async () => {
    await using space = await createNamespace(target.admin);
    const body = { ...widget('x'), metadata: { generateName: 'job-' } };
    const created = await target.admin.create(
      space.path(widgetVersion, 'widgets'),
      body,
    );
    expect(created.metadata.name).toMatch(/^job-[a-z0-9]{5}$/);
    expect(created.metadata.generateName).toBe('job-');
  });

  it('changes nothing in a dry run', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    const dry = await target.admin.request('POST', path, {
      body: widget('a'),
      query: { dryRun: 'All' },
    });
    expect(dry.status).toBe(201);
    expect(dry.body.metadata.uid).toBeTruthy();
    expect((await target.admin.request('GET', `${path}/a`)).status).toBe(404);
    const wrong = await target.admin.request('POST', path, {
      body: widget('a'),
      query: { dryRun: 'Some' },
    });
    expect(wrong.status).toBe(422);
  });

  it('says what is wrong with an object', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    await target.admin.create(path, widget('taken'));
    const post = (body: unknown, where = path) =>
      target.admin.request('POST', where, { body });

    const exists = await post(widget('taken'));
    expect(exists.status).toBe(409);
    expect(exists.body).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `widgets.${group} "taken" already exists`,
      reason: 'AlreadyExists',
      details: { name: 'taken', group, kind: 'widgets' },
      code: 409,
    });

    const invalid = await post(widget('a', { size: -1, colour: 'pink' }));
    expect([invalid.status, invalid.body.reason]).toEqual([422, 'Invalid']);
    expect(invalid.body.details).toMatchObject({
      name: 'a',
      group,
      kind: 'Widget',
    });
    expect(causes(invalid.body)).toEqual(
      expect.arrayContaining([
        ['FieldValueInvalid', 'spec.size'],
        ['FieldValueNotSupported', 'spec.colour'],
      ]),
    );
    const missing = await post({ ...widget('a'), spec: {} });
    expect(missing.status).toBe(422);
    expect(causes(missing.body)).toEqual([['FieldValueRequired', 'spec.size']]);
    const typed = await post(widget('a', { size: 'large' }));
    expect(typed.status).toBe(422);
    expect(causes(typed.body)).toEqual([
      ['FieldValueTypeInvalid', 'spec.size'],
    ]);

    const badName = await post(widget('Not_A_Name'));
    expect([badName.status, badName.body.reason]).toEqual([422, 'Invalid']);
    expect(causes(badName.body)).toEqual([
      ['FieldValueInvalid', 'metadata.name'],
    ]);
    const noName = await post({ ...widget('x'), metadata: {} });
    expect(noName.status).toBe(422);
    const badLabel = await post(widget('a', {}, { labels: { 'a b': 'c' } }));
    expect(badLabel.status).toBe(422);
    expect(causes(badLabel.body)).toEqual([
      ['FieldValueInvalid', 'metadata.labels'],
    ]);

    const otherKind = await post({ ...widget('a'), kind: 'Gadget' });
    expect(otherKind.status).toBe(422);
    const otherSpace = await post(widget('a', {}, { namespace: 'default' }));
    expect([otherSpace.status, otherSpace.body.reason]).toEqual([
      400,
      'BadRequest',
    ]);
    const noSpace = await post(
      widget('a'),
      resourcePath(widgetVersion, 'widgets', 'no-such-namespace'),
    );
    expect(noSpace.status).toBe(404);
    expect(noSpace.body).toMatchObject({
      reason: 'NotFound',
      message: 'namespaces "no-such-namespace" not found',
      details: { name: 'no-such-namespace', kind: 'namespaces' },
    });

    const notJson = await target.admin.request('POST', path, {
      body: '{ "kind": ',
    });
    expect([notJson.status, notJson.body.reason]).toEqual([400, 'BadRequest']);
    const notAType = await target.admin.request('POST', path, {
      body: 'x',
      contentType: 'text/plain',
    });
    expect([notAType.status, notAType.body.reason]).toEqual([
      415,
      'UnsupportedMediaType',
    ]);
  });

  it('can be strict about unknown fields, or warn of them', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    const body = widget('a', { unknown: 1 });
    const strict = await target.admin.request('POST', path, {
      body,
      query: { fieldValidation: 'Strict' },
    });
    expect(strict.status).toBe(400);
    expect(strict.body.message).toContain('unknown field "spec.unknown"');
    const warned = await target.admin.request('POST', path, {
      body,
      query: { fieldValidation: 'Warn' },
    });
    expect(warned.status).toBe(201);
    expect(String(warned.headers.warning)).toContain(
      'unknown field \\"spec.unknown\\"',
    );
  });

  it('accepts YAML', async () => {
    await using space = await createNamespace(target.admin);
    const created = await target.admin.call(
      'POST',
      space.path(widgetVersion, 'widgets'),
      {
        contentType: 'application/yaml',
        body: `apiVersion: ${widgetVersion}\nkind: Widget\nmetadata:\n  name: a\nspec:\n  size: 3\n`,
      },
    );
    expect(created.spec.size).toBe(3);
  });
});

describe('replacing', () => {
  it('counts generations for the spec, not for metadata or status', async () => {
    await using space = await createNamespace(target.admin);
    const path = `${space.path(widgetVersion, 'widgets')}/a`;
    const created = await target.admin.create(
      space.path(widgetVersion, 'widgets'),
      widget('a'),
    );
    const labelled = await target.admin.replace(path, {
      ...created,
      metadata: { ...created.metadata, labels: { team: 'vision' } },
    });
    expect(labelled.metadata.generation).toBe(1);
    const resized = await target.admin.replace(path, {
      ...labelled,
      spec: { ...labelled.spec, size: 2 },
    });
    expect(resized.metadata.generation).toBe(2);
    const status = await target.admin.replace(`${path}/status`, {
      ...resized,
      metadata: { ...resized.metadata, labels: { team: 'other' } },
      spec: { size: 99 },
      status: { phase: 'Running' },
    });
    // The status subresource takes the status and nothing else.
    expect(status).toMatchObject({
      metadata: { generation: 2, labels: { team: 'vision' } },
      spec: { size: 2 },
      status: { phase: 'Running' },
    });
    const spec = await target.admin.replace(path, {
      ...status,
      status: { phase: 'Mine' },
    });
    expect(spec.status).toEqual({ phase: 'Running' });
    // What changes nothing is no change.
    expect(spec.metadata.resourceVersion).toBe(status.metadata.resourceVersion);
    expect((await target.admin.get(`${path}/status`)).status).toEqual({
      phase: 'Running',
    });
  });

  it('refuses what was read too long ago', async () => {
    await using space = await createNamespace(target.admin);
    const path = `${space.path(widgetVersion, 'widgets')}/a`;
    const created = await target.admin.create(
      space.path(widgetVersion, 'widgets'),
      widget('a'),
    );
    await target.admin.replace(path, { ...created, spec: { size: 2 } });
    const stale = await target.admin.request('PUT', path, {
      body: { ...created, spec: { size: 3 } },
    });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({
      reason: 'Conflict',
      details: { name: 'a', group, kind: 'widgets' },
      message: expect.stringContaining(
        'the object has been modified; please apply your changes to the latest version',
      ),
    });
    const blind = await target.admin.request('PUT', path, {
      body: widget('a'),
    });
    expect(blind.status).toBe(422);
    expect(causes(blind.body)).toEqual([
      ['FieldValueInvalid', 'metadata.resourceVersion'],
    ]);
  });

  it('refuses another name, another identity and an object that is not there', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path(widgetVersion, 'widgets');
    const created = await target.admin.create(path, widget('a'));
    const renamed = await target.admin.request('PUT', `${path}/a`, {
      body: { ...created, metadata: { ...created.metadata, name: 'b' } },
    });
    expect(renamed.status).toBe(400);
    const other = await target.admin.request('PUT', `${path}/a`, {
      body: {
        ...created,
        metadata: {
          ...created.metadata,
          uid: '00000000-0000-0000-0000-000000000000',
        },
      },
    });
    expect(other.status).toBe(409);
    const absent = await target.admin.request('PUT', `${path}/nobody`, {
      body: widget('nobody'),
    });
    expect(absent.status).toBe(404);
  });

  it('shows an object in each served version', async () => {
    await using space = await createNamespace(target.admin);
    await target.admin.create(
      space.path(widgetVersion, 'widgets'),
      widget('a'),
    );
    const beta = await target.admin.get(
      space.path(`${group}/v1beta1`, 'widgets', 'a'),
    );
    expect(beta).toMatchObject({
      apiVersion: `${group}/v1beta1`,
      kind: 'Widget',
      spec: { size: 1 },
    });
    const list = await target.admin.get(
      space.path(`${group}/v1beta1`, 'widgets'),
    );
    expect(list.items[0].apiVersion).toBe(`${group}/v1beta1`);
  });
});
