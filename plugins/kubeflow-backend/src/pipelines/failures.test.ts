import { pipelinesServersResponseSchema } from '@kubeflow-portal/plugin-kubeflow-common';
import { eventually } from '../testing/eventually';
import { FakeApiServer } from '../testing/FakeApiServer';
import {
  FakePipelinesApi,
  type PipelinesFault,
} from '../testing/FakePipelinesApi';
import { seeded, seedPipelines } from '../testing/pipelinesObjects';
import { startPortal } from '../testing/startPortal';
import { logger } from '../testing/recordingLogger';
import { PipelinesSetting } from '../testing/startPipelines';

const html: PipelinesFault = {
  status: 200,
  type: 'text/html',
  text: '<!doctype html><title>Sign in</title>',
};

describe('an API that misbehaves', () => {
  it.each<[string, PipelinesFault, number, RegExp]>([
    ['is broken', { status: 500, body: {} }, 503, /HTTP 500/],
    [
      'has nothing behind its gateway',
      { status: 502, text: '<html>Bad gateway</html>', type: 'text/html' },
      503,
      /HTTP 502/,
    ],
    ['is a login page', html, 503, /page for people/],
    [
      'hides an error in a 200',
      { status: 200, body: { error_message: 'database is gone' } },
      503,
      /error inside: database is gone/,
    ],
    ['is no JSON', { status: 200, text: '{"runs": [' }, 503, /not a JSON/],
    [
      'does not know who asks',
      { status: 401, body: { code: 16, message: 'who?' } },
      503,
      /who\?.*identity/,
    ],
    [
      'says no',
      { status: 403, body: { code: 7, message: 'not yours' } },
      403,
      /not yours/,
    ],
    [
      'does not have it',
      { status: 404, body: { code: 5, message: 'run not found' } },
      404,
      /run not found/,
    ],
    [
      'finds it in another state',
      { status: 400, body: { code: 9, message: 'cannot retry' } },
      409,
      /cannot retry/,
    ],
    [
      'cannot do that',
      { status: 501, body: { code: 12, message: 'unimplemented' } },
      501,
      /unimplemented/,
    ],
    ['never answers', { hang: true }, 503, /did not answer|within/],
  ])('and %s', async (_, fault, status, says) => {
    await using setting = await PipelinesSetting.start({
      pipelines: { requestTimeout: { milliseconds: 300 } },
    });
    setting.api.fault = () => fault;
    for (const path of ['/runs', `/runs/${seeded.run}`, '/experiments']) {
      const [answered, message] = await setting.error(path);
      expect([path, answered]).toEqual([path, status]);
      expect(message).toMatch(says);
      expect(message).toContain("'dev'");
    }
    // It does not take the rest along, and is over when it is over.
    expect((await setting.portal.fetch('/v1/workloads')).status).toBe(200);
    setting.api.fault = () => undefined;
    expect((await setting.ask('/runs')).status).toBe(200);
  });

  it('is asked no longer when the reader has left, and that is no error of ours', async () => {
    const lines: string[] = [];
    await using setting = await PipelinesSetting.start({
      features: [logger(line => lines.push(line))],
    });
    const { api, portal } = setting;
    api.fault = ({ path }) =>
      path.endsWith('/runs') ? { hang: true } : undefined;
    const reader = new AbortController();
    const answer = portal.fetch('/v1/pipelines/dev/runs', {
      signal: reader.signal,
    });
    await eventually(async () =>
      expect(api.asked().some(path => path.endsWith('/runs'))).toBe(true),
    );
    reader.abort();
    await expect(answer).rejects.toThrow(/abort/);
    // A later request is answered after the first one has come to its end.
    api.fault = () => undefined;
    expect((await setting.ask('/runs')).status).toBe(200);
    await new Promise(done => setTimeout(done, 100));
    expect(lines.filter(line => line.includes('Request failed'))).toEqual([]);
  });

  it('is described in the list of servers, and keeps no other one waiting', async () => {
    await using good = await FakePipelinesApi.start();
    await using silent = await FakePipelinesApi.start();
    await using page = await FakePipelinesApi.start();
    silent.fault = () => ({ hang: true });
    page.fault = () => html;
    seedPipelines(good);
    await using cluster = await FakeApiServer.start();
    await using portal = await startPortal({
      clusters: ['absent', 'dead', 'good', 'off', 'page', 'silent'].map(
        name => ({ name, title: name.toUpperCase(), url: cluster.url }),
      ),
      kubeflow: {
        clusters: {
          dead: { pipelines: { url: 'http://127.0.0.1:1' } },
          good: { pipelines: { url: good.url } },
          off: { pipelines: { enabled: false } },
          page: { pipelines: { url: page.url } },
          silent: { pipelines: { url: silent.url } },
        },
      },
    });
    const list = async () =>
      (await portal.get('/v1/pipelines', pipelinesServersResponseSchema)).items;
    await eventually(async () => expect(await list()).toHaveLength(5));
    expect(await list()).toEqual([
      expect.objectContaining({
        cluster: 'absent',
        title: 'ABSENT',
        status: 'absent',
        message: expect.stringMatching(/ml-pipeline.*enabled to false/),
        write: expect.objectContaining({ allowed: false }),
      }),
      expect.objectContaining({ cluster: 'dead', status: 'unreachable' }),
      expect.objectContaining({
        cluster: 'good',
        status: 'available',
        version: '2.15.0',
        multiUser: false,
        write: { allowed: true },
      }),
      expect.objectContaining({ cluster: 'page', status: 'unreachable' }),
      expect.objectContaining({
        cluster: 'silent',
        status: 'unreachable',
        message: expect.stringContaining('still being asked'),
      }),
    ]);
    // What is known is not asked again at once.
    const asked = good.requests.length;
    await list();
    expect(good.requests).toHaveLength(asked);

    const off = await portal.getError('/v1/pipelines/off/runs');
    expect(off).toEqual({
      status: 404,
      message: expect.stringContaining('turned off'),
    });
    const unknown = await portal.getError('/v1/pipelines/nowhere/runs');
    expect(unknown).toEqual({
      status: 404,
      message: expect.stringMatching(/no cluster 'nowhere'.*absent, dead/),
    });
  });
});

describe('a request that means harm, or nothing', () => {
  it('with an id that is a path never reaches another address of the API', async () => {
    await using setting = await PipelinesSetting.start();
    const { api, portal } = setting;
    for (const id of [
      '..%2f..%2fexperiments',
      '%2e%2e%2fexperiments',
      '..',
      '%2e%2e',
      'a%2fb',
      'a%252fb',
      'x%3f',
      'x%23',
      'r:terminate',
      encodeURIComponent('<script>'),
      'x'.repeat(300),
    ]) {
      for (const path of [
        `/runs/${id}`,
        `/runs/${id}/pods`,
        `/runs/${id}/artifacts/a/content`,
        `/pipelines/${id}/versions/${id}`,
        `/experiments/${id}`,
        `/recurring-runs/${id}`,
      ]) {
        const response = await portal.fetch(`/v1/pipelines/dev${path}`);
        expect([path, response.status]).toEqual([
          path,
          expect.toSatisfy(status => status === 400 || status === 404),
        ]);
        await response.body?.cancel();
      }
    }
    // Asked for by itself: what the server is.
    expect(new Set(api.asked())).toEqual(new Set(['/artifacts']));
  });

  it('with a body that is none is told what is wrong with it', async () => {
    await using setting = await PipelinesSetting.start();
    const send = async (body: string, type = 'application/json') => {
      const response = await setting.portal.fetch('/v1/pipelines/dev/runs', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      const { error } = (await response.json()) as {
        error: { message: string };
      };
      return [response.status, error.message];
    };
    expect(await send('{"name":')).toEqual([
      400,
      expect.stringMatching(/cannot be read as JSON/),
    ]);
    expect(await send('name=x', 'application/x-www-form-urlencoded')).toEqual([
      400,
      expect.stringContaining('Content-Type: application/json'),
    ]);
    expect(await send('[]')).toEqual([
      400,
      expect.stringContaining('The input as a whole'),
    ]);
    expect(await send('{"name":"x","parameters":[1]}')).toEqual([
      400,
      expect.stringContaining("Field 'parameters'"),
    ]);
    expect(await send(`{"name":"${'x'.repeat(11_000_000)}"}`)).toEqual([
      413,
      expect.stringContaining('10 MB'),
    ]);
    expect(setting.api.asked('POST')).toEqual([]);
  });
});
