import { ApiDocument, type ExampleRequest } from '../../testing/apiDocument';
import { seeded, seedTasks } from '../../testing/pipelinesObjects';
import { PipelinesSetting } from '../../testing/startPipelines';

/** Bodies of the operations that take one. */
const bodies: Record<string, unknown> = {
  uploadPipeline: { name: 'roses', yaml: 'root: {}' },
  uploadPipelineVersion: { name: 'second', yaml: 'root: {}' },
  createRun: {
    name: 'again',
    pipelineId: seeded.pipeline,
    versionId: seeded.version,
    experimentId: seeded.experiment,
    parameters: { rate: 0.1 },
  },
  createExperiment: { name: 'weekly' },
  createRecurringRun: {
    name: 'every week',
    pipelineId: seeded.pipeline,
    versionId: seeded.version,
    trigger: { cron: '0 0 2 * * 1' },
  },
};

const parameters = (command: string) => ({
  cluster: 'dev',
  namespace: 'kubeflow',
  kind: 'workflow',
  name: 'flowers',
  pod: 'flowers-prepare-1',
  container: 'main',
  command,
  ...seeded,
});

/** Those that delete come last, what others need last of all. */
function order({ id, method }: ExampleRequest): number {
  return method === 'DELETE' ? (id === 'deletePipeline' ? 2 : 1) : 0;
}

describe('the Pipelines API over HTTP', () => {
  it('answers every operation as the document says, and refuses what it does not know', async () => {
    await using setting = await PipelinesSetting.start({ seed: seedTasks });
    const { portal } = setting;
    const document = await ApiDocument.fetch(portal);
    const requests = document
      .examples(parameters('archive'))
      .filter(({ tag }) => tag === 'pipelines')
      .sort((left, right) => order(left) - order(right));
    const answered: Record<string, number> = {};
    const refused: [id: string, body: string][] = [];
    for (const { id, method, path } of requests) {
      const target =
        id === 'commandRecurringRun'
          ? path.replace('archive', 'disable')
          : path;
      const send = (query: string, body = bodies[id]) =>
        portal.fetch(`${target}${query}`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: method === 'POST' && body ? JSON.stringify(body) : undefined,
        });
      const wrong = await send('?no-such-parameter=1');
      expect([id, wrong.status]).toEqual([id, 400]);
      document.check(id, 400, 'application/json', await wrong.json());
      if (bodies[id]) {
        const unknown = await send('', { ...(bodies[id] as object), nmae: 1 });
        expect([id, unknown.status]).toEqual([id, 400]);
        expect(JSON.stringify(await unknown.json())).toContain(
          "Unknown field 'nmae'",
        );
      }
      const response = await send('');
      answered[id] = response.status;
      const [type] = (response.headers.get('content-type') ?? '').split(';');
      const text = await response.text();
      if (type === 'application/json') {
        document.check(id, response.status, type, JSON.parse(text));
      }
      if (!response.ok && id !== 'readRunArtifact') {
        refused.push([id, text]);
      }
    }
    expect(refused).toEqual([]);
    expect(answered).toMatchObject({
      listRuns: 200,
      getRun: 200,
      listRunPods: 200,
      createRun: 201,
      createExperiment: 201,
      uploadPipeline: 201,
      commandRun: 204,
      commandRecurringRun: 204,
      deleteRun: 204,
      deletePipeline: 204,
    });
  });
});
