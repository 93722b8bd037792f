import type { AuditorService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ApiDocument } from '../testing/apiDocument';
import { eventually } from '../testing/eventually';
import { startJobWithPods } from '../testing/jobWithPods';
import { startPortal, type Portal } from '../testing/startPortal';
import { operations } from './operations';

const bert = {
  cluster: 'dev',
  namespace: 'team-a',
  kind: 'trainjob',
  name: 'bert',
};

/** So that there is a request for each operation, though most of it does not exist. */
const all = {
  ...bert,
  pipeline: 'p',
  version: 'v',
  run: 'r',
  experiment: 'e',
  recurringRun: 's',
  artifact: 'a',
  command: 'archive',
  pod: 'bert-node-0-0',
  container: 'node',
};

/** The operations whose tests are here; Pipelines and logs have their own. */
const isOurs = ({ tag }: { tag: string }) =>
  !['pipelines', 'logs'].includes(tag);

async function startWith(
  api: { url: string },
  features: Parameters<typeof startPortal>[0] = {},
): Promise<Portal> {
  return startPortal({
    clusters: [{ name: 'dev', url: api.url }],
    ...features,
  });
}

describe('every operation of the OpenAPI document', () => {
  it('answers as the document says, when it can and when it cannot', async () => {
    await using api = await startJobWithPods();
    await using portal = await startWith(api);
    await eventually(async () => {
      expect((await portal.list('?kind=jobset&kind=trainjob')).total).toBe(2);
    });
    const document = await ApiDocument.fetch(portal);
    expect(document.content.servers[0].url).toBe(portal.url);
    const examples = document.examples(all);
    expect(new Set(examples.map(({ id }) => id))).toEqual(
      new Set(Object.values(operations).map(({ id }) => id)),
    );
    for (const { id, path } of examples.filter(isOurs)) {
      if (id === 'openStream') {
        continue;
      }
      const response = await portal.fetch(path);
      expect(response.status).toBe(200);
      const [type] = (response.headers.get('content-type') ?? '').split(';');
      const text = await response.text();
      document.check(
        id,
        200,
        type,
        type === 'application/json' ? JSON.parse(text) : text,
      );
      const wrong = await portal.fetch(`${path}?no-such-parameter=1`);
      expect(wrong.status).toBe(400);
      const body = await wrong.json();
      document.check(id, 400, 'application/json', body);
      expect(JSON.stringify(body)).toContain("'no-such-parameter'");
    }

    const stream = await portal.stream('?object=dev/team-a/trainjob/bert');
    api.delete('trainjobs', 'team-a', 'bert');
    await eventually(() => expect(stream.of('remove')).toHaveLength(1));
    await eventually(() =>
      expect(stream.of('children').length).toBeGreaterThan(0),
    );
    for (const event of stream.events) {
      document.check('openStream', 200, 'text/event-stream', event);
    }
    // The judge can say no.
    expect(() =>
      document.check('listKinds', 200, 'application/json', {
        items: [],
        secret: 1,
      }),
    ).toThrow(/secret/);

    for (const parameter of Object.keys(bert)) {
      for (const { id, path } of document
        .examples({ ...all, [parameter]: 'nobody' })
        .filter(isOurs)) {
        if (path.includes('nobody')) {
          const response = await portal.fetch(path);
          expect([path, response.status]).toEqual([path, 404]);
          document.check(id, 404, 'application/json', await response.json());
        }
      }
    }
    const parameters = (id: string) => document.parametersOf(id);
    expect(parameters('listWorkloads')).toEqual(
      expect.arrayContaining(['cluster', 'cursor', 'limit']),
    );
    expect(parameters('openStream')).toEqual(
      expect.arrayContaining(['since', 'object', 'state']),
    );
    expect(parameters('getYaml')).toEqual([
      ...Object.keys(bert),
      'managedFields',
    ]);
  });

  it('is denied without the permission, to callers with no token and to those with a wrong one', async () => {
    await using api = await startJobWithPods();
    await using open = await startWith(api);
    await using portal = await startWith(api, {
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    const document = await ApiDocument.fetch(portal);
    await eventually(async () =>
      expect((await open.list('?kind=trainjob')).total).toBe(1),
    );
    const seen = api.requests.length;
    for (const { id, method, path } of document.examples(all)) {
      for (const query of ['', '?no-such-parameter=1']) {
        const response = await portal.fetch(`${path}${query}`, { method });
        expect([path, response.status]).toEqual([path, 403]);
        const body = await response.json();
        document.check(id, 403, 'application/json', body);
        expect(body.error.message).toMatch(/'kubeflow\.[a-z]+\.[a-z]+'.*ask/);
        expect(body).not.toHaveProperty('items');
      }
    }
    // Nobody had anything of the cluster looked at.
    expect(
      api.requests.slice(seen).filter(({ path }) => /pods|events/.test(path)),
    ).toEqual([]);

    for (const { method, path } of [
      ...document.examples(all),
      { method: 'GET', path: '/openapi.json' },
    ]) {
      for (const authorization of [
        mockCredentials.none.header(),
        mockCredentials.user.invalidHeader(),
      ]) {
        const response = await open.fetch(path, {
          method,
          headers: { authorization },
        });
        expect([path, response.status]).toEqual([path, 401]);
        await response.body?.cancel();
      }
    }
    // Another backend may ask for itself.
    const service = await open.fetch('/v1/workloads', {
      headers: {
        authorization: mockCredentials.service.header(),
      },
    });
    expect(service.status).toBe(200);
  });

  it('leaves a trace in the audit log when somebody reads an object or opens a stream', async () => {
    const success = vi.fn(async () => undefined);
    const fail = vi.fn(async () => undefined);
    const createEvent = vi.fn<AuditorService['createEvent']>(async () => ({
      success,
      fail,
    }));
    const auditor = mockServices.auditor.mock({ createEvent });
    await using api = await startJobWithPods();
    await using portal = await startWith(api, { features: [auditor.factory] });
    await eventually(async () =>
      expect((await portal.list('?kind=trainjob')).total).toBe(1),
    );
    const events = () =>
      createEvent.mock.calls.map(([{ eventId, meta, request }]) => {
        expect(request?.headers.host).toMatch(/localhost/);
        return { eventId, meta };
      });
    expect(events()).toEqual([]);

    const path = '/v1/workloads/dev/team-a/trainjob/bert';
    await portal.fetch(path);
    await portal.fetch(`${path}/yaml`);
    expect(success).toHaveBeenCalledTimes(2);
    await portal.fetch(`${path}er`);
    expect(fail).toHaveBeenCalledExactlyOnceWith({
      error: expect.objectContaining({
        name: 'NotFoundError',
        message: expect.stringContaining("'berter'"),
      }),
    });
    await portal.stream('?state=failed&object=dev/team-a/trainjob/bert');
    expect(success).toHaveBeenCalledTimes(3);
    expect(events()).toEqual([
      { eventId: 'workload-fetch', meta: { queryType: 'detail', ...bert } },
      { eventId: 'workload-fetch', meta: { queryType: 'yaml', ...bert } },
      {
        eventId: 'workload-fetch',
        meta: { queryType: 'detail', ...bert, name: 'berter' },
      },
      {
        eventId: 'stream-open',
        meta: {
          state: '["failed"]',
          object: '"dev/team-a/trainjob/bert"',
        },
      },
    ]);

    // Who cannot be written down does not get to see.
    createEvent.mockRejectedValue(new Error('The audit log is full'));
    expect((await portal.fetch(path)).status).toBe(500);
    expect(
      (await portal.fetch('/v1/stream?object=dev/team-a/trainjob/bert')).status,
    ).toBe(500);
  });
});
