import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  HttpPipelinesClient,
  type RunRecord,
} from '@kubeflow-portal/plugin-kubeflow-node';
import {
  startSandbox,
  type Sandbox,
  type TaskModel,
} from '@kubeflow-portal/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPipelines } from '../../cluster/pipelines/pipelinesApi';
import {
  artifactListMessage,
  artifactMessage,
  artifactTaskListMessage,
  strangeFields,
  taskListMessage,
  taskMessage,
  type Message,
} from './taskMessages';

const nobody = {};
const api = '/apis/v2beta1';
/** Both servers have the same past, up to this moment, and no more. */
const now = new Date(Math.floor(Date.now() / 1000) * 1000);

/** A server, and what its runs are. */
interface Server extends AsyncDisposable {
  sandbox: Sandbox;
  client: HttpPipelinesClient;
  records: RunRecord[];
  tasksOf(record: RunRecord): Promise<RunTask[]>;
}

async function openServer(tasks: TaskModel): Promise<Server> {
  await using resources = new AsyncDisposableStack();
  const sandbox = resources.use(
    await startSandbox({
      now: () => now,
      pipelines: { tasks },
      simulation: { populate: true },
    }),
  );
  const { endpoint, ...keys } = sandbox.objectStore;
  const client = await HttpPipelinesClient.create({
    cluster: 'sandbox',
    config: {
      url: sandbox.pipelinesUrl,
      objectStore: { endpoint, ...keys },
    },
  });
  resources.defer(() => client.close());
  const { items } = await client.listRuns(
    { pageSize: 100, sort: 'created' },
    nobody,
  );
  const records = await Promise.all(
    items.map(({ id }) => client.getRun(id, nobody)),
  );
  const running = resources.move();
  return {
    sandbox,
    client,
    records,
    async tasksOf(record) {
      const { pipelineId = '', versionId = '' } = record.run;
      const { spec } = await client.getVersion(pipelineId, versionId, nobody);
      return client.listTasks(record, spec, nobody);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const labelOf = ({ path, iterations }: RunTask) =>
  `${path}@${iterations.join('.')}`;

/** States in which a container may not have run, so that its launcher could not say in which pod it is. */
const neverRan = new Set(['pending', 'cancelled']);

/** What both models tell of a task, by its place. */
function byPlace(tasks: readonly RunTask[]) {
  const labels = new Map(tasks.map(task => [task.id, labelOf(task)]));
  return Object.fromEntries(
    tasks.map(task => [
      labelOf(task),
      {
        name: task.name,
        type: task.type,
        state: task.state,
        parent: labels.get(task.parentId ?? ''),
        pods: neverRan.has(task.state) ? [] : task.podNames,
      },
    ]),
  );
}

describe('servers that keep tasks and artifacts by themselves', () => {
  const own = new AsyncDisposableStack();
  let tasks: Server;
  let details: Server;
  beforeAll(async () => {
    tasks = own.use(await openServer('tasks'));
    details = own.use(await openServer('details'));
  });
  afterAll(() => own.disposeAsync());

  const finished = (name: string): RunRecord => {
    const found = tasks.records.find(({ run }) => run.name === name);
    expect(found, name).toBeDefined();
    return found!;
  };

  it('are told from the others', async () => {
    expect(await tasks.client.info(nobody)).toMatchObject({
      taskModel: 'tasks',
    });
    expect(await details.client.info(nobody)).toMatchObject({
      taskModel: 'details',
    });
  });

  it('answer in the messages that the API has', async () => {
    const get = async (path: string, message: Message) => {
      const { status, body } = await askPipelines(
        tasks.sandbox.pipelinesUrl,
        'GET',
        `${api}${path}`,
      );
      expect([path, status]).toEqual([path, 200]);
      expect(strangeFields(body, message), path).toEqual([]);
      return body;
    };
    let seen = 0;
    for (const { run } of tasks.records) {
      const path = `/runs/${run.id}/tasks`;
      const page = await get(`${path}?page_size=200`, taskListMessage);
      seen += page.tasks?.length ?? 0;
      for (const task of page.tasks ?? []) {
        // Both are always there, with or without something in them.
        expect(task).toMatchObject({ inputs: {}, outputs: {} });
      }
      await get(
        `/artifact_tasks?run_ids=${run.id}&page_size=200`,
        artifactTaskListMessage,
      );
    }
    expect(seen).toBeGreaterThan(300);
    const { artifacts } = await get(
      '/artifacts?page_size=200',
      artifactListMessage,
    );
    expect(artifacts.length).toBeGreaterThan(50);
    await get(`/artifacts/${artifacts[0].artifact_id}`, artifactMessage);
    const { run } = finished('detector #1');
    const {
      tasks: [root],
    } = await get(`/runs/${run.id}/tasks?page_size=1`, taskListMessage);
    await get(`/runs/${run.id}/tasks/${root.task_id}`, taskMessage);
    const { total_size: within } = await get(
      `/runs/${run.id}/tasks?parent_id=${root.task_id}`,
      taskListMessage,
    );
    expect(within).toBe(root.child_tasks.length);
  });

  it('tell of the same run what the older ones tell: its tasks, their states, places and parents', async () => {
    expect(tasks.records.length).toBeGreaterThan(50);
    const labels: string[] = [];
    const states = new Set<string>();
    for (const [index, record] of details.records.entries()) {
      const twin = tasks.records[index];
      const { name, state, createdAt } = record.run;
      expect(twin?.run).toMatchObject({ name, state, createdAt });
      const inDetails = byPlace(await details.tasksOf(record));
      const inTasks = byPlace(await tasks.tasksOf(twin!));
      // What has not come about, or never did, has a node in a workflow and is no task.
      const came = Object.entries(inDetails).filter(
        ([label, { state: of }]) =>
          label in inTasks || (of !== 'skipped' && of !== 'pending'),
      );
      expect([name, inTasks]).toEqual([name, Object.fromEntries(came)]);
      labels.push(...Object.keys(inTasks));
      for (const task of Object.values(inTasks)) {
        states.add(task.state);
      }
    }
    // Loops, conditions and failures are among them.
    expect(labels.some(label => /@\d+$/.test(label))).toBe(true);
    expect([...states]).toEqual(
      expect.arrayContaining([
        'succeeded',
        'failed',
        'cached',
        'skipped',
        'running',
      ]),
    );
  });

  it('give inputs, outputs, artifacts and metrics with the tasks, and what is in them', async () => {
    const record = finished('detector #1');
    const list = await tasks.tasksOf(record);
    const task = (path: string): RunTask => {
      const found = list.find(each => each.path === path);
      expect(found, path).toBeDefined();
      return found!;
    };
    const train = task('train-detector');
    expect(train).toMatchObject({
      podNames: [expect.stringMatching(/^defect-detection-/)],
      attempts: 1,
    });
    expect(train.inputs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'epochs', value: 16 }),
        expect.objectContaining({
          name: 'training',
          producer: 'split-dataset',
          artifacts: task('split-dataset').outputs.find(
            ({ name }) => name === 'training',
          )?.artifacts,
        }),
      ]),
    );
    const output = (of: RunTask, name: string) =>
      of.outputs.find(each => each.name === name);
    expect(output(train, 'Output')).toMatchObject({ value: 'yolo-v9-c-16' });
    // One artifact per number is one again.
    expect(output(train, 'metrics')?.artifacts).toMatchObject([
      {
        name: 'metrics',
        type: 'system.Metrics',
        preview: 'metrics',
        metadata: {
          training_loss: expect.any(Number),
          images_per_second: expect.any(Number),
        },
      },
    ]);
    expect(output(task('evaluate'), 'classes')?.artifacts).toMatchObject([
      {
        preview: 'classification-metrics',
        metadata: {
          confusionMatrix: { rows: expect.any(Array) },
          confidenceMetrics: expect.any(Array),
        },
      },
    ]);

    const [dataset] = output(task('ingest-images'), 'images')?.artifacts ?? [];
    expect(await tasks.client.getArtifact(dataset!.id, nobody)).toEqual(
      dataset,
    );
    const { bytes, isTruncated } = await tasks.client.readArtifact(
      dataset!,
      { maxBytes: 1_000_000, runId: record.run.id },
      nobody,
    );
    expect(isTruncated).toBe(false);
    expect(new TextDecoder().decode(bytes)).toMatch(/^id,name,split/);
  });

  it('have put away the logs of pods that are gone, both in the store and behind the API', async () => {
    const {
      run: { name, createdAt },
    } = finished('detector #1');
    for (const { records, tasksOf, client, sandbox } of [tasks, details]) {
      const record = records.find(({ run }) => run.name === name)!;
      const train = (await tasksOf(record)).find(
        ({ path }) => path === 'train-detector',
      )!;
      const withoutStore = await HttpPipelinesClient.create({
        cluster: 'sandbox',
        config: { url: sandbox.pipelinesUrl },
      });
      own.defer(() => withoutStore.close());
      for (const each of [client, withoutStore]) {
        const { bytes, isTruncated } = await each.readArchivedLog(
          {
            runId: record.run.id,
            pod: train.podNames[0]!,
            namespace: 'team-vision',
            createdAt,
            maxBytes: 1_000_000,
          },
          nobody,
        );
        expect(new TextDecoder().decode(bytes)).toContain('train_detector');
        expect(isTruncated).toBe(false);
      }
    }
  });

  it('give the values of the turns of a loop in their order', async () => {
    const list = await tasks.tasksOf(finished('sweep of six'));
    const rates = [0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001];
    const trials = list.filter(({ iterations }) => iterations.length > 0);
    const turns = trials
      .filter(({ name }) => name === 'train-trial')
      .sort((one, other) => one.iterations[0]! - other.iterations[0]!);
    expect(turns.map(({ iterations }) => iterations)).toEqual(
      rates.map((_, index) => [index]),
    );
    const loop = list.find(({ type }) => type === 'loop');
    expect(trials.map(({ parentId }) => parentId)).toEqual(
      trials.map(() => loop?.id),
    );
    expect(loop?.inputs.map(({ value }) => value)).toContainEqual(rates);
    turns.forEach(({ inputs }, index) =>
      expect(inputs.map(({ value }) => value)).toContain(rates[index]),
    );
  });
});
