import {
  parsePipelineYaml,
  pipelineGraph,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesClient } from '@kubeflow-portal/plugin-kubeflow-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endSequentialRun } from './endSequentialRun';
import {
  compiledPipeline,
  openSetting,
  type OpenPipelines,
  type PipelinesSetting,
} from './target';
import { avoidsTraps } from './trapsSuite';

const nobody = {};
const unknown = '00000000-0000-4000-8000-000000000000';

/** All pages of a list. */
async function all<T>(
  page: (pageToken: string | undefined) => Promise<{
    items: T[];
    nextPageToken?: string;
  }>,
): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const { items: more, nextPageToken } = await page(token);
    items.push(...more);
    token = nextPageToken;
  } while (token);
  return items;
}

/** What the portal's client asks of a Pipelines API for one user, and what it makes of the answers. */
export function describePipelinesClient(open: OpenPipelines): void {
  describe('the portal’s client of the Pipelines API', () => {
    let setting: PipelinesSetting;
    let client: PipelinesClient;
    let yaml: string;
    const resources = new AsyncDisposableStack();
    beforeAll(async () => {
      setting = resources.use(await openSetting(open, { multiUser: false }));
      client = setting.proxied;
      yaml = await compiledPipeline('sequential');
    });
    afterAll(() => resources.disposeAsync());

    /** A pipeline with one version. */
    async function pipeline(name: string) {
      const { pipelineId } = await client.uploadPipeline(
        { name, yaml },
        nobody,
      );
      const { items } = await client.listVersions(pipelineId, {}, nobody);
      return { pipelineId, versionId: items[0]?.id ?? '' };
    }

    avoidsTraps(() => setting);

    it('reaches it both ways', async () => {
      const info = await client.info(nobody);
      expect(info).toMatchObject({ multiUser: false });
      expect(await setting.direct.info(nobody)).toEqual(info);
      const { items } = await client.listExperiments({}, nobody);
      expect((await setting.direct.listExperiments({}, nobody)).items).toEqual(
        items,
      );
    });

    it('uploads pipelines and versions, lists, reads and deletes them', async () => {
      const name = `Größe <b>&</b> 100% + ${'x'.repeat(20)}`;
      const { pipelineId } = await client.uploadPipeline(
        { name, yaml, description: 'Trains', tags: { team: 'vision' } },
        nobody,
      );
      const { versionId } = await client.uploadVersion(
        pipelineId,
        { name: 'second', yaml: await compiledPipeline('nested') },
        nobody,
      );
      expect(await client.getPipeline(pipelineId, nobody)).toMatchObject({
        id: pipelineId,
        name,
        description: 'Trains',
        createdAt: expect.stringMatching(/^20/),
      });
      const found = await client.listPipelines(
        { text: '<b>&</b> 100% +' },
        nobody,
      );
      expect(found).toMatchObject({ items: [{ id: pipelineId }], total: 1 });
      const { items: versions } = await client.listVersions(
        pipelineId,
        { sort: 'created', order: 'asc' },
        nobody,
      );
      expect(versions.map(version => version.name).sort()).toEqual(
        [name, 'second'].sort(),
      );
      const { version, spec } = await client.getVersion(
        pipelineId,
        versionId,
        nobody,
      );
      expect(version).toMatchObject({ id: versionId, pipelineId });
      expect(
        pipelineGraph(spec)
          .nodes.map(({ id }) => id)
          .sort(),
      ).toEqual(
        pipelineGraph(parsePipelineYaml(await compiledPipeline('nested')).spec)
          .nodes.map(({ id }) => id)
          .sort(),
      );
      expect(
        await client.getPipelines([pipelineId, unknown], nobody),
      ).toMatchObject([{ id: pipelineId }]);
      await expect(
        client.uploadPipeline({ name, yaml }, nobody),
      ).rejects.toMatchObject({ kind: 'conflict' });
      await client.deleteVersion(pipelineId, versionId, nobody);
      await client.deletePipeline(pipelineId, nobody);
      await expect(
        client.getPipeline(pipelineId, nobody),
      ).rejects.toMatchObject({ kind: 'not-found' });
    });

    it('is told that a file is no pipeline', async () => {
      await expect(
        client.uploadPipeline(
          { name: 'none', yaml: 'just: some\nyaml: [1, 2]\n' },
          nobody,
        ),
      ).rejects.toMatchObject({ kind: 'invalid' });
    });

    it('keeps experiments, puts them away and takes them out again', async () => {
      const made = await client.createExperiment(
        { name: 'Nightly', description: 'By night' },
        nobody,
      );
      expect(made).toMatchObject({ name: 'Nightly', storage: 'available' });
      expect(made.lastRunAt).toBeUndefined();
      await expect(
        client.createExperiment({ name: 'Nightly' }, nobody),
      ).rejects.toMatchObject({ kind: 'conflict' });
      const names = async (storage: 'available' | 'archived') =>
        (await client.listExperiments({ storage }, nobody)).items.map(
          ({ name }) => name,
        );
      await client.commandExperiment(made.id, 'archive', nobody);
      expect(await names('archived')).toEqual(['Nightly']);
      expect(await names('available')).not.toContain('Nightly');
      expect(await client.getExperiments([made.id], nobody)).toMatchObject([
        { name: 'Nightly', storage: 'archived' },
      ]);
      await client.commandExperiment(made.id, 'restore', nobody);
      expect(await names('available')).toContain('Nightly');
      await client.deleteExperiment(made.id, nobody);
      await expect(client.getExperiment(made.id, nobody)).rejects.toMatchObject(
        { kind: 'not-found' },
      );
    });

    it('starts runs, finds them by what they are, and page by page', async () => {
      const version = await pipeline('Runs');
      const other = await pipeline('Others');
      const experiment = await client.createExperiment(
        { name: 'Found' },
        nobody,
      );
      const before = new Date(Date.now() - 2000).toISOString();
      const names = ['a 100% + b', 'a_b', 'B', 'c', 'd'];
      for (const name of names) {
        await client.createRun(
          {
            name,
            ...(name === 'd' ? other : version),
            experimentId: experiment.id,
            parameters: { rows: 7 },
          },
          nobody,
        );
      }
      const query = {
        experiment: experiment.id,
        sort: 'name',
        createdAfter: before,
      } as const;
      const found = async (more: Parameters<typeof client.listRuns>[0]) =>
        (await client.listRuns({ ...query, ...more }, nobody)).items
          .map(({ name }) => name)
          .sort();
      expect(await found({})).toEqual([...names].sort());
      expect(await found({ text: '100% + b' })).toEqual(['a 100% + b']);
      expect(await found({ createdBefore: before })).toEqual([]);
      expect(await found({ state: ['pending', 'running'] })).toEqual(
        [...names].sort(),
      );
      expect(await found({ state: ['failed', 'queued'] })).toEqual([]);
      expect(await found({ pipeline: other.pipelineId })).toEqual(['d']);
      expect(await found({ version: version.versionId })).toHaveLength(4);
      expect(await found({ storage: 'archived' })).toEqual([]);

      const filter = {
        ...query,
        state: ['pending' as const, 'running' as const],
        pageSize: 2,
      };
      const pages = await all(pageToken =>
        client.listRuns({ ...filter, pageToken }, nobody),
      );
      expect(pages.map(({ name }) => name).sort()).toEqual([...names].sort());
      const { nextPageToken: pageToken, total } = await client.listRuns(
        filter,
        nobody,
      );
      expect(total).toBe(5);
      await expect(
        client.listRuns({ ...filter, text: 'a', pageToken }, nobody),
      ).rejects.toMatchObject({ kind: 'stale-page' });

      const { items } = await client.listRuns({ ...query, text: 'B' }, nobody);
      const id = items.find(({ name }) => name === 'B')?.id ?? '';
      expect(await client.getRun(id, nobody)).toMatchObject({
        run: {
          id,
          name: 'B',
          experimentId: experiment.id,
          pipelineId: version.pipelineId,
          versionId: version.versionId,
        },
        parameters: { rows: 7 },
      });
    });

    it('follows a run to its end, task by task', async () => {
      const version = await pipeline('Followed');
      const { id } = await client.createRun(
        { name: 'followed', ...version },
        nobody,
      );
      await endSequentialRun(setting.admin, id);
      await expect
        .poll(async () => (await client.getRun(id, nobody)).run.state, {
          timeout: 30_000,
        })
        .toBe('failed');
      const record = await client.getRun(id, nobody);
      expect(record.run).toMatchObject({ finishedAt: expect.any(String) });
      expect(record.stateHistory.at(-1)).toMatchObject({ state: 'failed' });
      const { spec } = await client.getVersion(
        version.pipelineId,
        version.versionId,
        nobody,
      );
      // The end of a run is written down before its tasks are.
      await expect
        .poll(async () => {
          const tasks = await client.listTasks(
            await client.getRun(id, nobody),
            spec,
            nobody,
          );
          return Object.fromEntries(tasks.map(task => [task.path, task.state]));
        })
        .toEqual({
          '': 'failed',
          extract: 'cached',
          clean: 'failed',
          report: 'skipped',
        });
      await expect(
        client.commandRun(id, 'terminate', nobody),
      ).rejects.toMatchObject({ kind: 'conflict' });
      await client.commandRun(id, 'archive', nobody);
      expect((await client.getRun(id, nobody)).run.storage).toBe('archived');
      const archived = await client.listRuns({ storage: 'archived' }, nobody);
      expect(archived.items.map(run => run.id)).toContain(id);
      await client.commandRun(id, 'restore', nobody);
      expect((await client.getRun(id, nobody)).run.storage).toBe('available');
      await client.deleteRun(id, nobody);
      await expect(client.getRun(id, nobody)).rejects.toMatchObject({
        kind: 'not-found',
      });
    });

    it('is refused what makes no sense, with the reason', async () => {
      const version = await pipeline('Refused');
      await expect(
        client.createRun(
          { name: 'x', pipelineId: unknown, versionId: unknown },
          nobody,
        ),
      ).rejects.toMatchObject({ kind: 'not-found' });
      await expect(client.getRun(unknown, nobody)).rejects.toMatchObject({
        kind: 'not-found',
        message: expect.stringContaining(unknown),
      });
      await expect(
        client.listRuns({ experiment: unknown }, nobody),
      ).rejects.toMatchObject({ kind: 'not-found' });
      const { id } = await client.createRun(
        { name: 'runs', ...version },
        nobody,
      );
      await expect(
        client.commandRun(id, 'retry', nobody),
      ).rejects.toMatchObject({ kind: 'conflict' });
      await client.commandRun(id, 'terminate', nobody);
      expect((await client.getRun(id, nobody)).run).toMatchObject({
        state: 'running',
        reason: 'CANCELING',
      });
    });

    it('keeps recurring runs', async () => {
      const version = await pipeline('Recurring');
      const nightly = await client.createRecurringRun(
        {
          name: 'nightly',
          ...version,
          trigger: { cron: '0 30 2 * * *' },
          maxConcurrency: 2,
          catchUp: true,
          parameters: { rows: 7 },
        },
        nobody,
      );
      expect(nightly).toMatchObject({
        name: 'nightly',
        enabled: true,
        catchUp: true,
        maxConcurrency: 2,
        trigger: { cron: '0 30 2 * * *' },
        pipelineId: version.pipelineId,
        parameters: { rows: 7 },
      });
      const hourly = await client.createRecurringRun(
        {
          name: 'hourly',
          ...version,
          trigger: {
            intervalSeconds: 3600,
            startAt: '2026-11-01T00:00:00Z',
            endAt: '2036-11-01T00:00:00Z',
          },
          enabled: false,
        },
        nobody,
      );
      expect(await client.getRecurringRun(hourly.id, nobody)).toMatchObject({
        enabled: false,
        catchUp: false,
        trigger: {
          intervalSeconds: 3600,
          startAt: '2026-11-01T00:00:00.000Z',
          endAt: '2036-11-01T00:00:00.000Z',
        },
      });
      await client.commandRecurringRun(nightly.id, 'disable', nobody);
      await client.commandRecurringRun(hourly.id, 'enable', nobody);
      const { items } = await client.listRecurringRuns(
        { sort: 'name' },
        nobody,
      );
      expect(items.map(({ name, enabled }) => [name, enabled])).toEqual([
        ['hourly', true],
        ['nightly', false],
      ]);
      await expect(
        client.createRecurringRun(
          { name: 'x', ...version, trigger: { cron: 'every full moon' } },
          nobody,
        ),
      ).rejects.toMatchObject({ kind: 'invalid' });
      await client.deleteRecurringRun(nightly.id, nobody);
      await client.deleteRecurringRun(hourly.id, nobody);
      await expect(
        client.getRecurringRun(nightly.id, nobody),
      ).rejects.toMatchObject({ kind: 'not-found' });
    });
  });
}
