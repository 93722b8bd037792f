import { startSandbox, type Sandbox } from '../startSandbox';
import { ask, PipelinesApi, type Asking } from './testing/apiClient';

let sandbox: Sandbox;

let standard: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  const { body } = await new PipelinesApi(sandbox).get('/experiments');
  standard = body.experiments[0].experiment_id;
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

const account = (name: string) =>
  `system:serviceaccount:kubeflow-portal:${name}`;

function through(
  user: string,
  service: string,
  path: string,
  asking: Asking = {},
) {
  const url = `${sandbox.url}/api/v1/namespaces/kubeflow/services/${service}/proxy${path}`;
  const ca = Buffer.from(sandbox.caData, 'base64').toString();
  const authorization = `Bearer ${sandbox.token(user)}`;
  return ask(
    url,
    { ...asking, headers: { authorization, ...asking.headers } },
    ca,
  );
}

const experiments = '/apis/v2beta1/experiments';

it.each([
  'ml-pipeline',
  'ml-pipeline:8888',
  'ml-pipeline:http',
  'http:ml-pipeline:8888',
  'http:ml-pipeline:http',
  'http:ml-pipeline:',
])(
  'the portal reads through %s and writes with its other account',
  async service => {
    const reader = account('portal');
    const read = await through(reader, service, `${experiments}/${standard}`);
    expect(read).toMatchObject({
      status: 200,
      body: { display_name: 'Default' },
    });
    const created = { method: 'POST', body: { display_name: service } };
    const refused = await through(reader, service, experiments, created);
    expect(refused).toMatchObject({
      status: 403,
      body: {
        kind: 'Status',
        reason: 'Forbidden',
        message: `services ${JSON.stringify(service)} is forbidden: User "${reader}" cannot create resource "services/proxy" in API group "" in the namespace "kubeflow"`,
      },
    });
    const acting = account('portal-acting');
    const written = await through(acting, service, experiments, created);
    expect(written).toMatchObject({
      status: 200,
      body: { display_name: service },
    });
  },
);

it('is not for those who have no role for it', async () => {
  const answer = await through('alice', 'ml-pipeline:8888', experiments);
  expect(answer.status).toBe(403);
  const nobody = await ask(
    `${sandbox.url}/api/v1/namespaces/kubeflow/services/ml-pipeline/proxy/`,
    {},
    Buffer.from(sandbox.caData, 'base64').toString(),
  );
  expect(nobody.status).toBe(401);
});

it('says what is missing: the service, its port, its endpoints', async () => {
  const status = async (service: string) => {
    const { status: code, body } = await through('admin', service, experiments);
    return [code, body.kind, body.message];
  };
  expect(await status('nothing')).toEqual([
    404,
    'Status',
    'services "nothing" not found',
  ]);
  expect(await status('ml-pipeline:1')).toEqual([
    503,
    'Status',
    'no service port 1 found for service "ml-pipeline"',
  ]);
  expect(await status('ml-pipeline:web')).toEqual([
    503,
    'Status',
    'no endpoints available for service "ml-pipeline:web"',
  ]);
  expect((await status('https:ml-pipeline:8888'))[0]).toBe(503);
  expect((await status('a:b:c:d'))[0]).toBe(400);
  // A whole upload goes through: the limit for objects is not one for what is proxied.
  const large = await through('admin', 'ml-pipeline', experiments, {
    method: 'POST',
    body: { display_name: 'x', description: 'x'.repeat(4 * 1024 * 1024) },
  });
  expect(large.status).toBe(200);
  const endpoints = { group: '', version: 'v1', plural: 'endpoints' };
  sandbox.cluster.patch(
    { ...endpoints, namespace: 'kubeflow', name: 'ml-pipeline' },
    { subsets: null },
  );
  expect(await status('ml-pipeline:8888')).toEqual([
    503,
    'Status',
    'no endpoints available for service "ml-pipeline"',
  ]);
});
