import fc from 'fast-check';
import { bindPageToken, unbindPageToken } from './list/pageToken';
import { PipelinesError } from './PipelinesError';
import { clientOf } from './testing/clientOf';
import { FakePipelinesApi, type SeenRequest } from './testing/FakePipelinesApi';

const runs = 'GET /apis/v2beta1/runs';

/** What the server makes of the parameter: it decodes once more than its framework does. */
const predicatesOf = ({ query }: SeenRequest) =>
  query.filter === undefined
    ? undefined
    : JSON.parse(decodeURIComponent(query.filter)).predicates;

describe('lists', () => {
  it('ask for what is wanted in the words of the API', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(runs, { json: {} });
    await using client = await clientOf(api.url);
    await client.listRuns(
      {
        namespace: 'team-a',
        experiment: 'e-1',
        recurringRun: 'r-1',
        text: ' 100% "a+b" ',
        state: ['failed', 'cancelled', 'running', 'queued'],
        createdAfter: '2026-11-01T00:00:00.001+01:00',
        createdBefore: '2026-11-02T00:00:00Z',
        sort: 'finished',
        pageSize: 25,
      },
      {},
    );
    expect(api.last.query).toEqual({
      namespace: 'team-a',
      experiment_id: 'e-1',
      page_size: '25',
      sort_by: 'finished_at desc',
      filter: expect.any(String),
    });
    expect(predicatesOf(api.last)).toEqual([
      {
        key: 'storage_state',
        operation: 'NOT_EQUALS',
        string_value: 'ARCHIVED',
      },
      {
        key: 'storage_state',
        operation: 'NOT_EQUALS',
        string_value: 'STORAGESTATE_ARCHIVED',
      },
      {
        key: 'display_name',
        operation: 'IS_SUBSTRING',
        // The server's database takes it for a pattern.
        string_value: '100\\% "a+b"',
      },
      {
        key: 'state',
        operation: 'IN',
        string_values: {
          values: ['RUNNING', 'FAILED', 'CANCELING', 'CANCELED'],
        },
      },
      { key: 'recurring_run_id', operation: 'EQUALS', string_value: 'r-1' },
      {
        key: 'created_at',
        operation: 'GREATER_THAN_EQUALS',
        timestamp_value: '2026-10-31T23:00:01Z',
      },
      {
        key: 'created_at',
        operation: 'LESS_THAN',
        timestamp_value: '2026-11-02T00:00:00Z',
      },
    ]);
    await client.listRuns({ storage: 'archived', sort: 'name' }, {});
    expect(api.last.query).toMatchObject({ sort_by: 'display_name asc' });
    expect(predicatesOf(api.last)).toEqual([
      {
        key: 'storage_state',
        operation: 'IN',
        string_values: { values: ['ARCHIVED', 'STORAGESTATE_ARCHIVED'] },
      },
    ]);
    const asked = api.requests.length;
    expect(await client.listRuns({ state: ['queued'] }, {})).toEqual({
      items: [],
      total: 0,
    });
    expect(api.requests).toHaveLength(asked);
  });

  it('go on where they were, with the token alone', async () => {
    await using api = await FakePipelinesApi.start();
    api.on(
      runs,
      {
        json: {
          runs: [{ run_id: '1' }],
          next_page_token: 'eyJhIjoxfQ==',
          total_size: 2,
        },
      },
      { json: { runs: [{ run_id: '2' }], total_size: 2 } },
    );
    await using client = await clientOf(api.url);
    const query = { text: 'bert', namespace: 'team-a', pageSize: 1 };
    const first = await client.listRuns(query, {});
    expect(first).toMatchObject({ items: [{ id: '1' }], total: 2 });
    const { nextPageToken: pageToken } = first;
    const second = await client.listRuns(
      { ...query, pageSize: 50, pageToken },
      {},
    );
    expect(second.items).toMatchObject([{ id: '2' }]);
    expect(second.nextPageToken).toBeUndefined();
    expect(api.last.query).toEqual({
      namespace: 'team-a',
      page_size: '50',
      page_token: 'eyJhIjoxfQ==',
    });
    for (const other of [
      { ...query, text: 'gpt', pageToken },
      { ...query, sort: 'name' as const, pageToken },
      { ...query, namespace: 'team-b', pageToken },
      { ...query, pageToken: 'eyJhIjoxfQ==' },
      { ...query, pageToken: '.' },
    ]) {
      await expect(client.listRuns(other, {})).rejects.toMatchObject({
        kind: 'stale-page',
      });
    }
    await expect(
      client.listExperiments({ namespace: 'team-a', pageToken }, {}),
    ).rejects.toMatchObject({ kind: 'stale-page' });
    expect(api.requests).toHaveLength(2);
  });

  it('leave out here what the API cannot, one request a page', async () => {
    await using api = await FakePipelinesApi.start();
    const run = (id: string, pipeline_id?: string, version = 'v') => ({
      run_id: id,
      pipeline_version_reference: {
        pipeline_id,
        pipeline_version_id: version,
      },
    });
    api.on(runs, {
      json: {
        runs: [run('1', 'p'), run('2', 'q'), run('3', 'p', 'w'), run('4')],
        next_page_token: 'more',
        total_size: 900,
      },
    });
    await using client = await clientOf(api.url);
    const page = await client.listRuns({ pipeline: 'p', pageSize: 2 }, {});
    expect(page.items.map(({ id }) => id)).toEqual(['1', '3']);
    expect(page).toMatchObject({ nextPageToken: expect.any(String) });
    expect(page.total).toBeUndefined();
    expect(api.last.query.page_size).toBe('200');
    const version = await client.listRuns({ version: 'w' }, {});
    expect(version.items.map(({ id }) => id)).toEqual(['3']);
    expect(api.requests).toHaveLength(2);
  });

  it('tell runs that were terminated from those that failed, which the API does not', async () => {
    await using api = await FakePipelinesApi.start();
    const history = (...states: string[]) => states.map(state => ({ state }));
    api.on(runs, {
      json: {
        runs: [
          {
            run_id: '1',
            state: 'FAILED',
            state_history: history('RUNNING', 'FAILED'),
          },
          {
            run_id: '2',
            state: 'FAILED',
            state_history: history('CANCELING', 'FAILED'),
          },
          {
            run_id: '3',
            state: 'FAILED',
            state_history: history('CANCELING', 'FAILED', 'RUNNING', 'FAILED'),
          },
        ],
        total_size: 3,
      },
    });
    await using client = await clientOf(api.url);
    const found = async (...state: ('failed' | 'cancelled')[]) => {
      const { items, total } = await client.listRuns({ state }, {});
      return [items.map(({ id }) => id), total];
    };
    expect(await found('failed')).toEqual([['1', '3'], undefined]);
    expect(await found('cancelled')).toEqual([['2'], undefined]);
    expect(predicatesOf(api.last)[2].string_values.values).toEqual([
      'CANCELED',
      'FAILED',
    ]);
    expect(await found('failed', 'cancelled')).toEqual([['1', '2', '3'], 3]);
  });

  it('get names of several records in one request', async () => {
    await using api = await FakePipelinesApi.start();
    api
      .on('GET /apis/v2beta1/pipelines', {
        json: { pipelines: [{ pipeline_id: 'p', display_name: 'Train' }] },
      })
      .on('GET /apis/v2beta1/experiments', {
        json: { experiments: [{ experiment_id: 'e', display_name: 'Night' }] },
      });
    await using client = await clientOf(api.url);
    expect(
      await client.getPipelines(['p', 'gone'], {}, 'team-a'),
    ).toMatchObject([{ id: 'p', name: 'Train' }]);
    expect(api.last.query.namespace).toBe('team-a');
    expect(predicatesOf(api.last)).toEqual([
      {
        key: 'pipeline_id',
        operation: 'IN',
        string_values: { values: ['p', 'gone'] },
      },
    ]);
    expect(await client.getExperiments(['e'], {})).toMatchObject([
      { name: 'Night' },
    ]);
    expect(await client.getPipelines([], {})).toEqual([]);
    expect(api.requests).toHaveLength(2);
  });
});

describe('page tokens', () => {
  const query = fc.dictionary(
    fc.constantFrom('text', 'sort', 'namespace', 'state', 'pageSize'),
    fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined)),
  );

  it('come back whole with their own query, however its keys stand, and with no other', () => {
    fc.assert(
      fc.property(
        query,
        query,
        fc.base64String({ minLength: 4 }),
        (own, other, token) => {
          const bound = bindPageToken(token, own);
          const turned = Object.fromEntries(Object.entries(own).reverse());
          expect(unbindPageToken(bound, { ...turned, pageToken: bound })).toBe(
            token,
          );
          const meaning = ({ pageSize, ...rest }: Record<string, unknown>) =>
            JSON.stringify(
              Object.entries(rest)
                .filter(([, value]) => value !== undefined)
                .sort(),
            );
          if (meaning(own) !== meaning(other)) {
            expect(() => unbindPageToken(bound, other)).toThrow(PipelinesError);
          }
        },
      ),
    );
  });

  it('that were never given are stale, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), query, (token, own) => {
        expect(() => unbindPageToken(token, own)).toThrow(
          expect.objectContaining({ kind: 'stale-page' }),
        );
      }),
    );
  });
});
