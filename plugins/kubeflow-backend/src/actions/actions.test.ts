import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  AuditorService,
  BackendFeature,
} from '@backstage/backend-plugin-api';
import { z } from 'zod';
import { allowOnly } from '../testing/permissions';
import { seeded, seedTasks } from '../testing/pipelinesObjects';
import { PipelinesSetting } from '../testing/startPipelines';

const start = (features: BackendFeature[] = []) =>
  PipelinesSetting.start({ seed: seedTasks, features });

const alice = {
  'content-type': 'application/json',
  authorization: mockCredentials.user.header('user:default/alice'),
};

/** Calls an action as MCP clients and templates do. */
async function invoke(
  { portal }: PipelinesSetting,
  name: string,
  input: unknown,
): Promise<{ status: number; output?: unknown; message?: string }> {
  const response = await portal.fetch(
    `/.backstage/actions/v1/actions/kubeflow:${name}/invoke`,
    { method: 'POST', headers: alice, body: JSON.stringify(input) },
  );
  const { output, error } = (await response.json()) as {
    output?: unknown;
    error?: { message: string };
  };
  return { status: response.status, output, message: error?.message };
}

const listSchema = z.object({
  actions: z.array(
    z.object({
      name: z.string(),
      attributes: z.object({
        readOnly: z.boolean(),
        destructive: z.boolean(),
        idempotent: z.boolean(),
      }),
    }),
  ),
});

const names = async ({ portal }: PipelinesSetting) =>
  (await portal.get('/.backstage/actions/v1/actions', listSchema)).actions;

describe('the actions', () => {
  it('say what they do to the world', async () => {
    await using setting = await start();
    const attributes = Object.fromEntries(
      (await names(setting)).map(
        ({ name, attributes: { readOnly, destructive, idempotent } }) => [
          name,
          [readOnly, destructive, idempotent],
        ],
      ),
    );
    expect(attributes).toEqual({
      'list-runs': [true, false, true],
      'get-run': [true, false, true],
      'explain-failed-run': [true, false, true],
      'run-pipeline': [false, false, false],
      'retry-run': [false, false, false],
      'terminate-run': [false, true, true],
    });
  });

  it('find a run, say why it failed, start another one, and end that', async () => {
    await using setting = await start();
    expect(
      await invoke(setting, 'list-runs', { state: ['failed'] }),
    ).toMatchObject({
      status: 200,
      output: {
        cluster: 'dev',
        warnings: [],
        runs: [
          {
            id: seeded.run,
            pipelineName: 'flowers',
            experimentName: 'nightly',
          },
        ],
      },
    });
    expect(
      await invoke(setting, 'get-run', { runId: seeded.run }),
    ).toMatchObject({
      status: 200,
      output: {
        run: { state: 'failed', versionName: 'first' },
        tasks: expect.arrayContaining([
          expect.objectContaining({ name: 'train', state: 'failed' }),
        ]),
      },
    });
    setting.api.tasks = {
      [seeded.run]: [
        {
          task_id: 't',
          name: 'train',
          type: 'RUNTIME',
          scope_path: ['root', 'train'],
          state: 'FAILED',
          status_metadata: { message: 'OOMKilled (exit code 137)' },
        },
      ],
    };
    expect(
      await invoke(setting, 'explain-failed-run', {
        cluster: 'dev',
        runId: seeded.run,
      }),
    ).toMatchObject({
      status: 200,
      output: {
        state: 'failed',
        reasons: [
          {
            rule: 'out-of-memory',
            task: 'train',
            isConsequence: false,
            advice: expect.stringContaining('memory'),
          },
        ],
      },
    });
    const started = await invoke(setting, 'run-pipeline', {
      pipeline: 'flowers',
      name: 'by an action',
      parameters: { rate: 0.1 },
    });
    expect(started).toMatchObject({
      status: 200,
      output: {
        cluster: 'dev',
        runId: expect.any(String),
        url: expect.stringMatching(/\/kubeflow\/pipelines\/runs\/dev\/[^/]+$/),
      },
    });
    const { runId } = z.object({ runId: z.string() }).parse(started.output);
    expect(setting.api.rows.runs.at(-1)).toMatchObject({
      run_id: runId,
      display_name: 'by an action',
      pipeline_version_reference: {
        pipeline_id: seeded.pipeline,
        pipeline_version_id: seeded.version,
      },
      runtime_config: { parameters: { rate: 0.1 } },
    });
    for (const [action, state] of [
      ['terminate-run', 'CANCELING'],
      ['retry-run', 'RUNNING'],
    ]) {
      expect(await invoke(setting, action, { runId })).toMatchObject({
        status: 200,
      });
      expect(setting.api.rows.runs.at(-1)).toMatchObject({ state });
    }
  });

  it('refuse what makes no sense, in sentences', async () => {
    await using setting = await start();
    const { api } = setting;
    api.add('pipelines', { pipeline_id: 'p-2', display_name: 'twins' });
    api.add('pipelines', { pipeline_id: 'p-3', display_name: 'twins' });
    for (const [name, input, status, says] of [
      ['list-runs', { stat: 'failed' }, 400, /Invalid input/],
      ['get-run', { runId: 'nope' }, 404, /'dev'.*not found/],
      ['get-run', { runId: '../x' }, 400, /cannot be the id/],
      ['get-run', { runId: 'x', cluster: 'moon' }, 404, /no cluster 'moon'/],
      ['run-pipeline', { pipeline: 'twins' }, 400, /several.*p-2, p-3/],
      ['run-pipeline', { pipeline: 'p-2' }, 400, /no version/],
      ['run-pipeline', { pipeline: 'no such one' }, 404, /no pipeline named/],
    ] as const) {
      const answer = await invoke(setting, name, input);
      expect([name, answer.status]).toEqual([name, status]);
      expect(answer.message).toMatch(says);
    }
    expect(api.asked('POST')).toEqual([]);
  });

  it('are for those who may do the same by hand, and are written down with who did it', async () => {
    const createEvent = vi.fn<AuditorService['createEvent']>(async () => ({
      success: async () => undefined,
      fail: async () => undefined,
    }));
    await using setting = await start([
      allowOnly(
        'kubeflow.pipeline.read',
        'kubeflow.workload.read',
        'kubeflow.run.update',
      ),
      mockServices.auditor.mock({ createEvent }).factory,
    ]);
    expect((await names(setting)).map(({ name }) => name).sort()).toEqual([
      'explain-failed-run',
      'get-run',
      'list-runs',
      'retry-run',
      'terminate-run',
    ]);
    expect(
      (await invoke(setting, 'run-pipeline', { pipeline: 'flowers' })).status,
    ).toBe(404);
    await invoke(setting, 'retry-run', { runId: seeded.run });
    expect(createEvent.mock.calls.map(([event]) => event)).toEqual([
      {
        eventId: 'run-command',
        severityLevel: 'medium',
        meta: {
          cluster: 'dev',
          run: seeded.run,
          command: 'retry',
          actor: 'user:default/alice',
        },
      },
    ]);
    expect(setting.api.asked('POST')).toEqual([`/runs/${seeded.run}:retry`]);
  });
});
