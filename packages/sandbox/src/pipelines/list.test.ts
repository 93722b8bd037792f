import fc from 'fast-check';
import { startSandbox, type Sandbox } from '../startSandbox';
import { parseCron } from './service';
import { PipelinesApi, type Answer } from './testing/apiClient';
import { aPipeline } from './testing/specs';

let sandbox: Sandbox;
let api: PipelinesApi;
let seconds = Date.parse('2026-11-01T00:00:00Z') / 1000;
const runs = 25;

beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date(seconds * 1000) });
  api = new PipelinesApi(sandbox);
  for (let i = 0; i < runs; i += 1) {
    // Some of them in the same second.
    if (i % 3 === 0) seconds += 60;
    await api.post('/runs', {
      display_name: `Run ${String.fromCharCode(97 + i)}${i % 2 ? '_%' : ''}`,
      pipeline_spec: aPipeline(),
      runtime_config: { parameters: { label: 'x' } },
    });
  }
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

function predicates(...list: object[]) {
  return { predicates: list };
}

async function walk(query: Record<string, string | object>) {
  const pages: Answer[] = [];
  let token = '';
  do {
    const page = await api.get('/runs', {
      // What belongs to a token is not sent along with it.
      ...(token ? { page_token: token } : query),
      page_size: '4',
    });
    expect(page.status).toBe(200);
    pages.push(page);
    token = page.body.next_page_token ?? '';
  } while (token);
  return pages;
}

function names(pages: Answer[]): string[] {
  return pages.flatMap(({ body }) =>
    (body.runs ?? []).map(run => String(run.display_name)),
  );
}

it('walks through all, once each, in any order that can be asked for', async () => {
  for (const sort of [
    '',
    'created_at desc',
    'name',
    'display_name DESC',
    'state asc',
  ]) {
    const pages = await walk(sort ? { sort_by: sort } : {});
    expect(pages).toHaveLength(Math.ceil(runs / 4));
    expect(new Set(pages.map(({ body }) => Number(body.total_size)))).toEqual(
      new Set([runs]),
    );
    const found = names(pages);
    expect(new Set(found).size).toBe(runs);
    if (/name/i.test(sort)) {
      const sorted = [...found].sort();
      expect(found).toEqual(/desc/i.test(sort) ? sorted.reverse() : sorted);
    }
    if (sort.startsWith('created')) {
      const dates = pages.flatMap(({ body }) =>
        body.runs.map(run => String(run.created_at)),
      );
      expect(dates).toEqual([...dates].sort().reverse());
    }
  }
});

it('filters with every operation, and with all of several', async () => {
  const count = async (...list: object[]) => {
    const { status, body } = await api.get('/runs', {
      filter: predicates(...list),
      page_size: '200',
    });
    expect(status).toBe(200);
    expect((body.runs ?? []).length).toBe(Number(body.total_size ?? 0));
    return Number(body.total_size ?? 0);
  };
  const name = (operation: string, value: string) => ({
    operation,
    key: 'display_name',
    string_value: value,
  });
  // As the database compares: without regard to case.
  expect(await count(name('EQUALS', 'run A'))).toBe(1);
  expect(await count(name('NOT_EQUALS', 'run a'))).toBe(runs - 1);
  expect(await count(name('GREATER_THAN', 'Run x'))).toBe(2);
  expect(await count(name('GREATER_THAN_EQUALS', 'Run y'))).toBe(1);
  expect(await count(name('LESS_THAN', 'Run c'))).toBe(2);
  expect(await count(name('LESS_THAN_EQUALS', 'Run c'))).toBe(3);
  expect(await count(name('IS_SUBSTRING', 'RUN'))).toBe(runs);
  // LIKE's own wildcards are passed on.
  expect(await count(name('IS_SUBSTRING', 'n_b'))).toBe(1);
  expect(
    await count({
      operation: 'IN',
      key: 'name',
      stringValues: { values: ['Run a', 'Run c', 'none'] },
    }),
  ).toBe(2);
  const after = (at: string) => ({
    operation: 'GREATER_THAN',
    key: 'created_at',
    timestamp_value: at,
  });
  expect(await count(after('2026-11-01T00:08:00Z'))).toBe(1);
  expect(
    await count(after('2026-11-01T00:00:59Z'), {
      operation: 1,
      key: 'state',
      stringValue: 'PENDING',
    }),
  ).toBe(runs);
  expect(await count()).toBe(runs);
});

it.each<[Record<string, string | object>, RegExp]>([
  [
    { sort_by: 'colour' },
    /Invalid sorting field: "colour" on listable type Run/,
  ],
  [{ sort_by: 'name up' }, /invalid sort by format "name up"/],
  [{ page_size: '-1' }, /page size should be greater than 0/],
  [{ page_size: 'many' }, /parsing field "page_size"/],
  [{ page_token: '%%%' }, /Invalid page token/],
  [
    { page_token: Buffer.from('{"KeyFieldName":"a b"}').toString('base64') },
    /Invalid key field name/,
  ],
  [{ filter: '{"predicates":[{' }, /failed to parse valid filter/],
  [
    {
      filter: predicates({ key: 'name', operation: 'LIKE', string_value: 'x' }),
    },
    /failed to parse valid filter/,
  ],
  [
    {
      filter: predicates({
        key: 'colour',
        operation: 'EQUALS',
        string_value: 'x',
      }),
    },
    /unrecognized field "colour"/,
  ],
  [
    { filter: predicates({ key: 'name', operation: 'IN', string_value: 'x' }) },
    /cannot use IN operator with scalar type string/,
  ],
  [
    {
      filter: predicates({
        key: 'name',
        operation: 'IS_SUBSTRING',
        int_value: 1,
      }),
    },
    /cannot use non string value type/,
  ],
  [
    {
      filter: predicates({
        key: 'name',
        operation: 'EQUALS',
        string_values: { values: ['x'] },
      }),
    },
    /cannot use scalar operator EQUALS on array type/,
  ],
])('refuses %j', async (query, message) => {
  const { status, body } = await api.get('/runs', query);
  expect([status, body.code]).toEqual([400, 3]);
  expect(body.message).toMatch(message);
});

it('takes a token with its own question or with none', async () => {
  const question = {
    sort_by: 'name',
    filter: predicates({
      key: 'name',
      operation: 'IS_SUBSTRING',
      string_value: 'run',
    }),
  };
  const first = await api.get('/runs', { ...question, page_size: '3' });
  const token = { page_token: String(first.body.next_page_token) };
  const again = (more: Record<string, string | object>) =>
    api.get('/runs', { ...token, ...more });
  expect((await again(question)).status).toBe(200);
  expect((await again({})).status).toBe(200);
  const others: Record<string, string | object>[] = [
    { sort_by: 'name desc', filter: question.filter },
    { sort_by: 'name' },
    {
      ...question,
      filter: predicates({
        key: 'name',
        operation: 'IS_SUBSTRING',
        string_value: 'r',
      }),
    },
  ];
  for (const other of others) {
    const { status, body } = await again(other);
    expect([status, body.message]).toEqual([
      400,
      expect.stringMatching(/page token does not match/),
    ]);
  }
  // A token has forgotten the types of its filter's values: times and lists never match, not even themselves.
  const dated = {
    filter: predicates({
      key: 'created_at',
      operation: 'GREATER_THAN',
      timestamp_value: '2026-01-01T00:00:00Z',
    }),
  };
  const page = await api.get('/runs', { ...dated, page_size: '3' });
  const next = { page_token: String(page.body.next_page_token) };
  expect((await api.get('/runs', { ...next, ...dated })).status).toBe(400);
  expect((await api.get('/runs', next)).body.total_size).toBe(runs);
  // Sorting by these works while there is one page.
  const byExperiment = { sort_by: 'experiment_id' };
  const one = await api.get('/runs', { ...byExperiment, page_size: '200' });
  expect(one.status).toBe(200);
  const more = await api.get('/runs', byExperiment);
  expect(more.body.message).toMatch(/cannot sort by field "ExperimentUUID"/);
});

it('gives twenty when not told, two hundred at most', async () => {
  expect((await api.get('/runs')).body.runs).toHaveLength(20);
  const all = await api.get('/runs', { page_size: '9999' });
  expect(all.body.runs).toHaveLength(runs);
});

it('reads cron expressions as the server does: seconds first, the weekday may be missing', () => {
  const next = (cron: string) =>
    parseCron(cron).next(new Date('2026-11-23T12:00:00Z'))?.toISOString();
  expect(next('0 30 2 * * *')).toBe('2026-11-24T02:30:00.000Z');
  expect(next('0 0 3 * * 1')).toBe('2026-11-30T03:00:00.000Z');
  // Not each Monday at three, as crontab would have it.
  expect(next('0 3 * * 1')).toBe('2027-01-01T00:03:00.000Z');
  expect(next('@every 1h30m')).toBe('2026-11-23T13:30:00.000Z');
  expect(next('0 0 0 1 JAN,jul ?')).toBe('2027-01-01T00:00:00.000Z');
  expect(next('0 0 0 31 2 *')).toBeUndefined();
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 23 }),
      fc.date({
        min: new Date('2020-01-01'),
        max: new Date('2040-01-01'),
        noInvalidDate: true,
      }),
      (second, minute, hour, from) => {
        const found = parseCron(`${second} ${minute} ${hour} * * *`).next(from);
        expect(found!.getTime()).toBeGreaterThan(from.getTime());
        expect(found!.getTime() - from.getTime()).toBeLessThanOrEqual(
          86_400_000,
        );
        expect(found!.toISOString().slice(11, 19)).toBe(
          [hour, minute, second].map(n => String(n).padStart(2, '0')).join(':'),
        );
      },
    ),
  );
});
