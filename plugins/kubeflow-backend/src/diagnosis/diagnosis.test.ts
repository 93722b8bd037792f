import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';
import {
  diagnosisResponseSchema,
  type DiagnosisResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { eventually } from '../testing/eventually';
import type { FakeApiServer } from '../testing/FakeApiServer';
import { putEvent, putPod, startJobWithPods } from '../testing/jobWithPods';
import { startPortal, type Portal } from '../testing/startPortal';

const path = '/v1/workloads/dev/team-a/trainjob/bert/diagnosis';
const ended = (exitCode: number, reason: string, finishedAt: string) => ({
  restartCount: 0,
  state: { terminated: { exitCode, reason, finishedAt } },
});

async function startWith(
  api: FakeApiServer,
  options: Parameters<typeof startPortal>[0] = {},
): Promise<Portal> {
  const portal = await startPortal({
    ...options,
    kubeflow: {
      clusters: { dev: { url: api.url, serviceAccountToken: 'ours' } },
    },
  });
  await eventually(async () =>
    expect((await portal.list('?kind=trainjob')).total).toBe(1),
  );
  return portal;
}

const diagnosisOf = (portal: Portal): Promise<DiagnosisResponse> =>
  portal.get(path, diagnosisResponseSchema);

const logRequests = (api: FakeApiServer) =>
  api.requests.filter(request => request.path.endsWith('/log'));

describe('the diagnosis of a workload', () => {
  it('joins its pods, events and logs; numbers lines as its logs do; leaves logs out for who may not read them', async () => {
    await using api = await startJobWithPods();
    putPod(
      api,
      'bert',
      1,
      'Failed',
      ended(137, 'OOMKilled', '2026-11-20T09:00:00Z'),
    );
    putPod(api, 'bert', 0, 'Failed', ended(1, 'Error', '2026-11-20T09:00:05Z'));
    api.podLogs.write(
      'bert-node-0-0/node',
      'epoch 1',
      'Traceback (most recent call last):',
      '  File "/app/train.py", line 7, in main',
      '    load()',
      'KeyError: <b>lr</b>\u202e',
    );
    api.podLogs.end('bert-node-0-0/node');
    await using portal = await startWith(api);
    const { items, warnings } = await diagnosisOf(portal);
    expect(warnings).toEqual([]);
    expect(items).toMatchObject([
      { rule: 'out-of-memory', pod: 'bert-node-0-1' },
      {
        rule: 'python-exception',
        pod: 'bert-node-0-0',
        title: 'Its program ended with KeyError: <b>lr</b>',
        evidence: [
          { source: 'log', line: 4 },
          { source: 'log', line: 2 },
        ],
      },
    ]);
    // Of the one that ran out of memory nobody needs to read the log, and each log is read once.
    await diagnosisOf(portal);
    expect(logRequests(api).map(request => request.path)).toEqual([
      '/api/v1/namespaces/team-a/pods/bert-node-0-0/log',
    ]);

    const permissions = mockServices.permissions.mock({
      authorize: async (requests: AuthorizePermissionRequest[]) =>
        requests.map(({ permission: { name } }) => ({
          result:
            name === 'kubeflow.log.read'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
    });
    await using limited = await startWith(api, {
      features: [permissions.factory],
    });
    const without = await diagnosisOf(limited);
    expect(without.items).toMatchObject([
      { rule: 'out-of-memory' },
      { rule: 'exit-code', pod: 'bert-node-0-0' },
    ]);
    expect(JSON.stringify(without)).not.toMatch(/KeyError|train\.py/);
    expect(logRequests(api)).toHaveLength(1);
  });

  it('does with what there is when logs and pods cannot be read', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Failed', ended(1, 'Error', '2026-11-20T09:00:05Z'));
    api.fault = ({ path: asked }) =>
      asked.endsWith('/log') ? { status: 500, body: {} } : undefined;
    await using portal = await startWith(api);
    expect((await diagnosisOf(portal)).items).toMatchObject([
      { rule: 'exit-code', pod: 'bert-node-0-0' },
    ]);

    api.fault = ({ path: asked }) =>
      asked.endsWith('/pods')
        ? {
            status: 403,
            body: { kind: 'Status', code: 403, message: 'no pods' },
          }
        : undefined;
    await using blind = await startWith(api);
    putEvent(
      api,
      'quota',
      { kind: 'TrainJob', name: 'bert', uid: undefined },
      4,
      'Error creating: pods "bert-node-0-2" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=8, used: requests.nvidia.com/gpu=8, limited: requests.nvidia.com/gpu=8',
    );
    await eventually(async () => {
      const { items, warnings } = await diagnosisOf(blind);
      expect(items).toMatchObject([
        { rule: 'quota', evidence: [{ source: 'event' }] },
      ]);
      expect(warnings).toMatchObject([
        {
          code: 'children-unavailable',
          message: expect.stringMatching(/no pods/),
        },
      ]);
    });
  });
});
