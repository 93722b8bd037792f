import { LiveSandbox, recorded } from './testing/liveSandbox';
import { ask, PipelinesApi } from './testing/apiClient';

let live: LiveSandbox;

beforeAll(async () => {
  live = await LiveSandbox.start({ pipelines: { multiUser: true } });
});

afterAll(async () => {
  expect(live.errors).toEqual([]);
  await live[Symbol.asyncDispose]();
});

function as(user: string): PipelinesApi {
  return new PipelinesApi(live.sandbox, { 'kubeflow-userid': user });
}

/** A token of a service account, as `kubectl create token` asks for it. */
async function tokenOf(
  namespace: string,
  account: string,
  audience: string,
): Promise<string> {
  const { status, body } = await ask(
    `${live.sandbox.url}/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${live.sandbox.token('admin')}`,
        'content-type': 'application/json',
      },
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { audiences: [audience] },
      },
    },
    Buffer.from(live.sandbox.caData, 'base64').toString(),
  );
  expect([status, body]).toEqual([201, expect.anything()]);
  return String(body.status.token);
}

it('says so, to anybody', async () => {
  const { body } = await live.api.get('/healthz');
  expect(body).toMatchObject({ multi_user: true });
});

it.each([
  ['multi-user-no-identity', undefined, '/runs?namespace=team-vision'],
  ['multi-user-forbidden', 'bob', '/runs?namespace=team-vision'],
  ['multi-user-no-namespace', 'alice', '/runs'],
  ['multi-user-no-runs', 'alice', '/runs?namespace=team-vision'],
])('%s: the words of the real server', async (fixture, user, path) => {
  const own = (text: string) => text.replaceAll('team-vision', 'vision');
  const answer = await (user ? as(user) : live.api).get(path);
  const real = recorded(fixture);
  expect(answer.status).toBe(real.status);
  expect(JSON.parse(own(JSON.stringify(answer.body)))).toEqual(real.body);
});

it('keeps the experiments, pipelines and runs of namespaces apart', async () => {
  const alice = as('alice');
  const bob = as('bob');
  const created = await alice.post('/experiments', {
    display_name: 'Own',
    namespace: 'team-vision',
  });
  expect(created).toMatchObject({
    status: 200,
    body: { namespace: 'team-vision' },
  });
  const { experiment_id: id } = created.body;
  expect((await bob.get(`/experiments/${id}`)).status).toBe(403);
  const inOther = { display_name: 'Mine', namespace: 'team-vision' };
  expect((await bob.post('/experiments', inOther)).status).toBe(403);

  const { compiled } = await import('./testing/liveSandbox');
  const path = '/pipelines/upload?name=private&namespace=team-vision';
  const uploaded = await alice.upload(path, 'p.yaml', compiled('sequential'));
  expect(uploaded).toMatchObject({
    status: 200,
    body: { namespace: 'team-vision' },
  });
  expect(
    (await bob.upload(path, 'p.yaml', compiled('sequential'))).status,
  ).toBe(400);
  const listed = await alice.get('/pipelines?namespace=team-vision');
  expect(listed.body.pipelines.map(({ name }) => name)).toEqual(['private']);
  expect((await bob.get('/pipelines?namespace=team-vision')).status).toBe(403);
  // Those that are shared are everybody's.
  expect((await bob.get('/pipelines')).body.pipelines ?? []).toEqual([]);

  const { pipeline_id } = uploaded.body;
  const run = await alice.post('/runs', {
    display_name: 'private run',
    experiment_id: id,
    pipeline_version_reference: { pipeline_id },
  });
  expect(run.status).toBe(200);
  const runId = String(run.body.run_id);
  expect(live.workflow(runId)?.metadata.namespace).toBe('team-vision');
  expect(live.workflow(runId)?.spec).toMatchObject({
    serviceAccountName: 'default-editor',
  });
  expect((await bob.get(`/runs/${runId}`)).status).toBe(403);
  expect((await bob.post(`/runs/${runId}:terminate`)).status).toBe(403);
  const end = await live.until('the end of the run', async () => {
    const { body } = await alice.get(`/runs/${runId}`);
    return body.state === 'SUCCEEDED' ? body : undefined;
  });
  expect(end.run_details.task_details.length).toBeGreaterThan(5);
});

it('takes tokens of service accounts that are for it', async () => {
  const withToken = async (
    namespace: string,
    account: string,
    audience = 'pipelines.kubeflow.org',
  ) =>
    new PipelinesApi(live.sandbox, {
      authorization: `Bearer ${await tokenOf(namespace, account, audience)}`,
    });
  const path = '/experiments?namespace=team-vision';
  const editor = await withToken('team-vision', 'default-editor');
  expect((await editor.get(path)).status).toBe(200);
  const mine = { display_name: 'By token', namespace: 'team-vision' };
  expect((await editor.post('/experiments', mine)).status).toBe(200);
  const viewer = await withToken('team-vision', 'default-viewer');
  expect((await viewer.get(path)).status).toBe(200);
  const theirs = { ...mine, display_name: 'By viewer' };
  expect((await viewer.post('/experiments', theirs)).status).toBe(403);
  const stranger = await withToken('team-language', 'default-editor');
  expect((await stranger.get(path)).status).toBe(403);
  const wrong = await withToken(
    'team-vision',
    'default-editor',
    'https://kubernetes.default.svc',
  );
  expect((await wrong.get(path)).status).toBe(401);
  const bad = await live.api.call(path, {
    headers: { authorization: 'Bearer nobody-issued-this' },
  });
  const real = recorded('multi-user-bad-token');
  expect([bad.status, bad.body.code]).toEqual([real.status, real.body.code]);
});
