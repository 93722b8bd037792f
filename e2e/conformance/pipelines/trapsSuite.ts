import { expect, it } from 'vitest';
import type { Json } from '../../cluster/apiClient';
import { askPipelines } from '../../cluster/pipelines/pipelinesApi';
import { setWorkflowStatus } from '../../cluster/pipelines/workflowStatus';
import { compiledPipeline, type PipelinesSetting } from './target';

const nobody = {};
const runs = '/apis/v2beta1/runs';

/** Names that are hard to ask for: signs of addresses, of encodings, of SQL's patterns, of JSON. */
const hardNames = [
  'a+b c',
  '100% done',
  'twice %2B encoded %2525',
  'loss=1&lr=2#3?',
  'snake_case',
  'back\\slash',
  `it's "quoted"`,
  // No emoji: the server speaks with its database in three bytes a character.
  '<b>größe</b> 検証',
];

/** Would be found, too, if any of the names were not taken as it is. */
const decoys = [
  'a b c',
  '100 and done',
  '100%25 done',
  'twice + encoded %25',
  'snakeXcase',
  'backslash',
];

/** What the API does otherwise than one would think, and the client has to know. */
export function avoidsTraps(setting: () => PipelinesSetting): void {
  /** Asks for a list as it is. */
  const ask = async (query: Record<string, string>): Promise<Json> =>
    askPipelines(
      setting().url,
      'GET',
      `${runs}?${new URLSearchParams(query).toString()}`,
    );

  async function experiment(name: string, runNames: readonly string[]) {
    const { proxied } = setting();
    const { pipelineId } = await proxied.uploadPipeline(
      { name, yaml: await compiledPipeline('sequential') },
      nobody,
    );
    const { id } = await proxied.createExperiment({ name }, nobody);
    const ids: string[] = [];
    for (const each of runNames) {
      const run = await proxied.createRun(
        { name: each, pipelineId, experimentId: id },
        nobody,
      );
      ids.push(run.id);
    }
    return { id, ids };
  }

  it('finds a name whatever is in it, and nothing else, both ways', async () => {
    const { id } = await experiment('Hard names', [...hardNames, ...decoys]);
    const { proxied, direct } = setting();
    for (const client of [proxied, direct]) {
      for (const text of hardNames) {
        const { items, total } = await client.listRuns(
          { experiment: id, text },
          nobody,
        );
        expect(items.map(({ name }) => name)).toEqual([text]);
        expect(total).toBe(1);
      }
    }
  });

  it('goes on from page to page with the token alone, which is all that the API takes after a list or a time', async () => {
    const { id } = await experiment('Pages', ['a', 'b', 'c']);
    const conditions: [string, object, object][] = [
      [
        'a list of values',
        {
          key: 'state',
          operation: 'IN',
          string_values: { values: ['PENDING', 'RUNNING'] },
        },
        { state: ['pending', 'running'] },
      ],
      [
        'a time',
        {
          key: 'created_at',
          operation: 'GREATER_THAN_EQUALS',
          timestamp_value: '2026-01-01T00:00:00Z',
        },
        { createdAfter: '2026-01-01T00:00:00Z' },
      ],
    ];
    for (const [what, predicate, query] of conditions) {
      const page = { experiment_id: id, page_size: '1' };
      const question = {
        ...page,
        sort_by: 'display_name asc',
        filter: encodeURIComponent(JSON.stringify({ predicates: [predicate] })),
      };
      const first = await ask(question);
      expect([what, first.status]).toEqual([what, 200]);
      const { next_page_token: page_token } = first.body;
      const again = await ask({ ...question, page_token });
      expect([what, again.status]).toEqual([what, 400]);
      const alone = await ask({ ...page, page_token });
      expect(alone.body.runs).toMatchObject([{ display_name: 'b' }]);

      const names: string[] = [];
      let pageToken: string | undefined;
      do {
        const { items, nextPageToken } = await setting().proxied.listRuns(
          { ...query, experiment: id, sort: 'name', pageSize: 1, pageToken },
          nobody,
        );
        names.push(...items.map(({ name }) => name));
        pageToken = nextPageToken;
      } while (pageToken);
      expect([what, names]).toEqual([what, ['a', 'b', 'c']]);
    }
  });

  it('takes times that were never set for what they are', async () => {
    const { proxied, admin, url } = setting();
    const { id: experimentId, ids } = await experiment('Times', ['under way']);
    const [runId = ''] = ids;
    const { items } = await admin.get('/apis/argoproj.io/v1alpha1/workflows', {
      labelSelector: `pipeline/runid=${runId}`,
    });
    const [{ metadata }]: Json[] = items;
    const startedAt = new Date(Date.now() - 60_000)
      .toISOString()
      .replace(/\.\d+Z/, 'Z');
    await setWorkflowStatus(admin, metadata.namespace, metadata.name, {
      phase: 'Running',
      startedAt,
      nodes: [
        {
          name: '',
          type: 'DAG',
          phase: 'Running',
          startedAt,
          children: ['root-driver'],
        },
        {
          name: 'root-driver',
          phase: 'Running',
          startedAt,
          children: ['root'],
        },
        { name: 'root', type: 'DAG', phase: 'Pending' },
      ],
    });
    await expect
      .poll(
        async () =>
          (await proxied.getRun(runId, nobody)).taskDetails?.length ?? 0,
        { timeout: 30_000 },
      )
      .toBe(3);
    const { body } = await askPipelines(url, 'GET', `${runs}/${runId}`);
    const text = JSON.stringify(body);
    expect(text).toMatch(/"end_time":"(0001|1970)-01-01T00:00:00Z"/);
    expect(text).toMatch(/"finished_at":"(0001|1970)-01-01T00:00:00Z"/);

    const record = await proxied.getRun(runId, nobody);
    expect(record.run).toMatchObject({ state: 'running', experimentId });
    expect(record.run.finishedAt).toBeUndefined();
    const { pipelineId = '', versionId = '' } = record.run;
    const { spec } = await proxied.getVersion(pipelineId, versionId, nobody);
    const tasks = await proxied.listTasks(record, spec, nobody);
    expect(tasks.length).toBeGreaterThan(0);
    expect(tasks.map(({ finishedAt }) => finishedAt)).toEqual(
      tasks.map(() => undefined),
    );
    expect(
      JSON.stringify([record.run, record.stateHistory, tasks]),
    ).not.toMatch(/"(0001|1970)-/);
  });
}
