import { clientOf, clientThrough } from './testing/clientOf';
import { FakePipelinesApi, type Answer } from './testing/FakePipelinesApi';

const runs = 'GET /apis/v2beta1/runs';
const proxied =
  '/api/v1/namespaces/kubeflow/services/ml-pipeline:8888/proxy/apis/v2beta1';

const status = (code: number, message: string): Answer => ({
  status: code,
  json: {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message,
    code,
  },
});
const grpc = (http: number, code: number, message: string): Answer => ({
  status: http,
  json: { error: message, code, message, details: [] },
});
const html = '<!doctype html><title>Sign in</title>';

describe('what can come instead of an answer', () => {
  it.each<[string, Answer, string, RegExp]>([
    [
      'the service does not exist',
      status(404, 'services "ml-pipeline" not found'),
      'absent',
      /no service 'ml-pipeline' in namespace 'kubeflow'.*kubeflow\.clusters\.dev\.pipelines/,
    ],
    [
      'no pod is ready behind it',
      status(503, 'no endpoints available for service "ml-pipeline:8888"'),
      'unreachable',
      /no pod behind service 'ml-pipeline:8888'.*no endpoints available/,
    ],
    [
      'the portal may not pass through',
      status(403, 'services "ml-pipeline:8888" is forbidden'),
      'forbidden',
      /verb 'get' on the resource 'services\/proxy' named 'ml-pipeline:8888'/,
    ],
    [
      'the credential has run out',
      status(401, 'Unauthorized'),
      'unauthorized',
      /does not accept the credential.*kubeflow\.clusters\.dev/,
    ],
    [
      'the API says no, and not the API server',
      grpc(403, 7, 'User alice is not authorized with reason: list runs'),
      'forbidden',
      /Pipelines API of cluster 'dev'.*HTTP 403: User alice is not authorized/,
    ],
  ])('through the API server: %s', async (_, answer, kind, message) => {
    await using api = await FakePipelinesApi.start();
    api.on(`GET ${proxied}/runs`, answer);
    await using client = await clientThrough(api.url);
    await expect(client.listRuns({}, {})).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(message),
    });
    expect(api.last.headers.authorization).toBe('Bearer cluster-token');
  });

  it.each<[string, Answer, string, RegExp]>([
    [
      'a login page',
      { text: html, headers: { 'content-type': 'text/html' } },
      'unreachable',
      /a page for people.*login page/,
    ],
    [
      'a redirect to sign in',
      {
        text: '',
        status: 302,
        headers: { location: 'https://dex.example.com/auth?state=secret' },
      },
      'unauthorized',
      /sending on to 'https:\/\/dex\.example\.com\/auth', probably to sign in/,
    ],
    [
      "a gateway's own error",
      {
        text: '<html><h1>502 Bad Gateway</h1>',
        status: 502,
        headers: { 'content-type': 'text/html' },
      },
      'unreachable',
      /HTTP 502/,
    ],
    [
      'something that is no JSON',
      { text: 'RBAC: access denied', headers: {} },
      'unreachable',
      /not a JSON object/,
    ],
    [
      'a mesh that denies access',
      {
        text: 'RBAC: access denied',
        status: 403,
        headers: { 'content-type': 'text/plain' },
      },
      'forbidden',
      /HTTP 403: RBAC: access denied/,
    ],
    [
      'a list and not an object',
      { json: [] },
      'unreachable',
      /not a JSON object/,
    ],
    [
      'half of an answer',
      { text: '{"runs": [{"run_id": "1"', headers: {} },
      'unreachable',
      /not a JSON object/,
    ],
    [
      'a 200 that hides an error of the API',
      { json: { error_message: 'Failed to list: database is locked' } },
      'failed',
      /HTTP 200 and an error inside: Failed to list: database is locked/,
    ],
    [
      'a 200 that hides an error of a gateway',
      { json: { error: 'upstream timed out' } },
      'failed',
      /error inside: upstream timed out/,
    ],
    [
      'a 200 that hides the status of a call',
      grpc(200, 13, 'Internal error: broken'),
      'failed',
      /error inside: Internal error: broken/,
    ],
    [
      'a fault',
      grpc(500, 13, 'Internal error: \u001b[31mno table\u001b[0m'),
      'failed',
      /HTTP 500: Internal error: no table\. The log of its API server/,
    ],
    [
      'a character that its database cannot keep',
      grpc(
        500,
        13,
        "Failed to store run 🚀 to table: Error 1366 (22007): Incorrect string value: '\\xF0\\x9F\\x9A\\x80' for column `mlpipeline`.`run_details`.`DisplayName` at row 1",
      ),
      'invalid',
      /HTTP 500: Its database cannot keep some of the characters, such as emoji/,
    ],
    [
      'who asks is not known',
      grpc(401, 16, 'Request header error: there is no user identity header.'),
      'unauthorized',
      /no user identity header\. It does not know who asks/,
    ],
    [
      'a page token of another query',
      grpc(400, 3, 'Invalid input error: page token does not match'),
      'stale-page',
      /page token/,
    ],
    [
      'a filter that it does not take',
      grpc(400, 3, 'no support for filtering on unrecognized field "colour"'),
      'invalid',
      /unrecognized field/,
    ],
  ])('at an address of its own: %s', async (_, answer, kind, message) => {
    await using api = await FakePipelinesApi.start();
    api.on(runs, answer);
    await using client = await clientOf(api.url);
    await expect(client.listRuns({}, {})).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(message),
    });
  });

  it('no answer at all, or one that does not end', async () => {
    await using api = await FakePipelinesApi.start();
    api
      .on(runs, () => {})
      .on('GET /apis/v2beta1/experiments', response => {
        response.write('{"experiments": [');
      });
    await using client = await clientOf(api.url, {
      requestTimeout: { milliseconds: 200 },
    });
    for (const asked of [
      client.listRuns({}, {}),
      client.listExperiments({}, {}),
    ]) {
      await expect(asked).rejects.toMatchObject({
        kind: 'unreachable',
        message: expect.stringMatching(/within 0\.2 seconds|in time/),
      });
    }
    await using nowhere = await clientOf('http://127.0.0.1:1');
    await expect(nowhere.getRun('1', {})).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/nothing listens there \(ECONNREFUSED\)/),
    });
  });

  it('a request that its own caller ended is not blamed on the API', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(runs, () => {});
    await using client = await clientOf(api.url);
    const ended = new AbortController();
    const asked = client.listRuns({}, { signal: ended.signal });
    ended.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('an answer without end is not read to its end', async () => {
    await using api = await FakePipelinesApi.start();
    const piece = Buffer.alloc(1_000_000, ' ');
    let sent = 0;
    api.on(runs, response => {
      const more = () => {
        while (!response.destroyed && response.write(piece)) {
          sent += 1;
        }
      };
      response.on('drain', more);
      more();
    });
    await using client = await clientOf(api.url);
    await expect(client.listRuns({}, {})).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/more than 64 MB/),
    });
    expect(sent).toBeLessThan(200);
  });

  it('an id that is more than one step of a path is not sent', async () => {
    await using api = await FakePipelinesApi.start();
    await using client = await clientOf(api.url);
    for (const id of ['..', '', 'a/b', '1?view=FULL', '%2e%2e', '1:archive']) {
      await expect(client.getRun(id, {})).rejects.toMatchObject({
        kind: 'invalid',
      });
    }
    expect(api.requests).toEqual([]);
  });
});
