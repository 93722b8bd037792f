import {
  recurringRunsResponseSchema,
  runsResponseSchema,
  type RunsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { FakePipelinesApi } from '../testing/FakePipelinesApi';
import { seeded } from '../testing/pipelinesObjects';
import { PipelinesSetting } from '../testing/startPipelines';

/** So many runs, of so many pipelines and experiments that each page has dozens of both. */
function seedMany(api: FakePipelinesApi): void {
  for (let i = 0; i < 30; i += 1) {
    api.add('experiments', { experiment_id: `e-${i}`, display_name: `E${i}` });
  }
  for (let i = 0; i < 40; i += 1) {
    api.add('pipelines', { pipeline_id: `p-${i}`, display_name: `P${i}` });
    api.addVersion(`p-${i}`, {
      pipeline_version_id: `v-${i}`,
      display_name: `V${i}`,
    });
  }
  for (let i = 0; i < 450; i += 1) {
    api.add('runs', {
      run_id: `r-${i}`,
      display_name: `run ${i}`,
      state: 'SUCCEEDED',
      experiment_id: `e-${i % 30}`,
      pipeline_version_reference: {
        pipeline_id: `p-${i % 40}`,
        pipeline_version_id: `v-${i % 40}`,
      },
    });
  }
}

const runs = async (
  setting: PipelinesSetting,
  query = '',
): Promise<RunsResponse> => {
  const { status, body } = await setting.ask(`/runs${query}`);
  expect(status).toBe(200);
  return runsResponseSchema.parse(body);
};

describe('a page of runs', () => {
  it('takes at most three requests to the API, whatever its size, and names come with later ones', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedMany });
    const { api } = setting;
    const asked = async (query: string) => {
      const before = api.asked().length;
      const page = await runs(setting, query);
      return { page, requests: api.asked().slice(before) };
    };
    const first = await asked('?pageSize=200');
    expect(first.requests).toHaveLength(3);
    expect(first.requests).toEqual(
      expect.arrayContaining(['/runs', '/experiments', '/pipelines']),
    );
    expect(first.page.items).toHaveLength(200);
    expect(first.page.warnings).toEqual([]);
    // Of the run that is older than all others here, and of one in the middle.
    expect(first.page.items[0]).toMatchObject({
      id: seeded.run,
      experimentName: 'nightly',
      pipelineName: 'flowers',
    });
    expect(first.page.items[100]).toMatchObject({
      id: 'r-99',
      experimentName: 'E9',
      pipelineName: 'P19',
    });
    expect(first.page.total).toBe(451);

    // What is known is not asked for again, so there is room to ask for versions.
    const again = await asked('?pageSize=200');
    expect(again.requests.length).toBeLessThanOrEqual(3);
    expect(again.requests.slice(1)).toEqual([
      expect.stringMatching(/^\/pipelines\/[^/]+\/versions/),
      expect.stringMatching(/^\/pipelines\/[^/]+\/versions/),
    ]);
    expect(
      again.page.items.filter(({ versionName }) => versionName).length,
    ).toBeGreaterThan(0);

    let token = again.page.nextPageToken;
    const ids = new Set(again.page.items.map(({ id }) => id));
    while (token) {
      const { page, requests } = await asked(
        `?pageSize=200&pageToken=${encodeURIComponent(token)}`,
      );
      expect(requests.length).toBeLessThanOrEqual(3);
      for (const { id } of page.items) {
        ids.add(id);
      }
      token = page.nextPageToken;
    }
    expect(ids.size).toBe(451);
  });

  it('takes at most three even when there is one run, whose names are all unknown', async () => {
    await using setting = await PipelinesSetting.start();
    const { items } = await runs(setting);
    expect(items).toHaveLength(1);
    expect(setting.api.asked()).toHaveLength(3);
  });

  it('is there without names when those cannot be had, and says so', async () => {
    await using setting = await PipelinesSetting.start();
    setting.api.fault = ({ path }) =>
      /experiments$/.test(path) ? { status: 500, body: {} } : undefined;
    const { items, warnings } = await runs(setting);
    expect(items).toEqual([
      expect.objectContaining({ id: seeded.run, pipelineName: 'flowers' }),
    ]);
    expect(items[0]).not.toHaveProperty('experimentName');
    expect(warnings).toEqual([
      {
        cluster: 'dev',
        code: 'pipelines-incomplete',
        message: expect.stringMatching(
          /names of experiments.* missing: .*GET \/apis\/v2beta1\/experiments with HTTP 500/,
        ),
      },
    ]);
    // A failure is not remembered as the absence of a name.
    setting.api.fault = () => undefined;
    expect((await runs(setting)).items[0].experimentName).toBe('nightly');

    const { body } = await setting.ask('/recurring-runs');
    expect(recurringRunsResponseSchema.parse(body).items).toEqual([
      expect.objectContaining({
        name: 'every night',
        experimentName: 'nightly',
        pipelineName: 'flowers',
      }),
    ]);
  });

  it('belongs to its query: a token of another one, or one that ran out, says to start again', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedMany });
    const { nextPageToken } = await runs(setting, '?pageSize=10');
    const token = encodeURIComponent(nextPageToken ?? '');
    for (const query of [
      `?pageSize=10&state=failed&pageToken=${token}`,
      '?pageSize=10&pageToken=bm9uc2Vuc2U',
    ]) {
      expect(await setting.error(`/runs${query}`)).toEqual([
        409,
        expect.stringMatching(/page token.*[Ss]tart again/),
      ]);
    }
    setting.api.fault = ({ query }) =>
      query.has('page_token')
        ? { status: 400, body: { code: 3, message: 'Invalid page token' } }
        : undefined;
    expect(await setting.error(`/runs?pageSize=10&pageToken=${token}`)).toEqual(
      [409, expect.stringContaining('Invalid page token')],
    );
  });

  it('filters as asked, by what the API knows and by what it does not', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedMany });
    const ids = async (query: string) =>
      (await runs(setting, query)).items.map(({ id }) => id);
    expect(await ids('?state=failed')).toEqual([seeded.run]);
    expect(await ids('?text=flowers')).toEqual([seeded.run]);
    expect(await ids(`?experiment=${seeded.experiment}`)).toEqual([seeded.run]);
    expect(await ids(`?pipeline=${seeded.pipeline}`)).toEqual([seeded.run]);
    expect(await ids('?state=suspended')).toEqual([]);
    expect(await ids('?storage=archived')).toEqual([]);
    expect(await setting.error('/runs?state=exploded')).toEqual([
      400,
      expect.stringContaining("'state.0'"),
    ]);
  });
});
