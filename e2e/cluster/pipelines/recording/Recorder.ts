import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiClient, Json } from '../../apiClient';
import { waitFor } from '../../crds';
import { askPipelines, type PipelinesAnswer } from '../pipelinesApi';

/** The folder of the fixtures: `compiled` are pipelines, `api` are answers. */
export const fixtures = fileURLToPath(
  new URL(
    '../../../../plugins/kubeflow-common/src/pipelines/__fixtures__/',
    import.meta.url,
  ),
);

/** Where the API is below a server's URL. */
export const api = '/apis/v2beta1';

/** An id of nothing. */
export const unknown = '00000000-0000-4000-8000-000000000000';

const final = ['SUCCEEDED', 'FAILED', 'CANCELED'];

/** Asks a server, and keeps answers as fixtures. */
export class Recorder {
  readonly #url: string;
  readonly #cluster: ApiClient;

  /** `url` is the server's; `cluster` may read the workflows that it makes. */
  constructor(url: string, cluster: ApiClient) {
    this.#url = url;
    this.#cluster = cluster;
  }

  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<PipelinesAnswer> {
    return askPipelines(this.#url, method, path, body, headers);
  }

  /** Asks, and keeps the answer as `api/<name>.json`; gives its body. */
  async keep(
    name: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Json> {
    const answer = await this.ask(method, path, body, headers);
    await write('api', name, answer);
    console.log(`${answer.status} ${name}`);
    return answer.body;
  }

  /** Keeps the workflow of a run as `workflows/<name>.json`, without what it is to do. */
  async keepWorkflow(name: string, runId: string): Promise<void> {
    const { items } = await this.#cluster.get(
      '/apis/argoproj.io/v1alpha1/namespaces/kubeflow/workflows',
      { labelSelector: `pipeline/runid=${runId}` },
    );
    const [{ spec: _, ...workflow }] = items;
    delete workflow.metadata.managedFields;
    delete workflow.status.storedTemplates;
    await write('workflows', name, workflow);
  }

  /** Uploads a compiled pipeline, and gives what a run refers to. */
  async versionOf(name: string): Promise<Json> {
    const uploaded = await this.ask(
      'POST',
      `${api}/pipelines/upload?name=${name}`,
      await compiledForm(name),
    );
    const { pipeline_id } = uploaded.body;
    const path = `${api}/pipelines/${pipeline_id}/versions`;
    const [version] = (await this.ask('GET', path)).body.pipeline_versions;
    return {
      pipeline_id,
      pipeline_version_id: version.pipeline_version_id,
    };
  }

  /** Waits until a run is over, and its tasks are: they are told a moment later. */
  async settled(runId: string): Promise<void> {
    await waitFor(`the end of run ${runId}`, async () => {
      const { body } = await this.ask('GET', `${api}/runs/${runId}`);
      const tasks: Json[] = body.run_details?.task_details ?? [];
      return (
        final.includes(body.state) &&
        tasks.every(({ state }) => state !== 'RUNNING' && state !== 'PENDING')
      );
    });
  }
}

async function write(
  folder: string,
  name: string,
  content: Json,
): Promise<void> {
  await mkdir(join(fixtures, folder), { recursive: true });
  await writeFile(
    join(fixtures, folder, `${name}.json`),
    `${JSON.stringify(content, null, 2)}\n`,
  );
}

/** A compiled pipeline as the body of an upload. */
export async function compiledForm(name: string): Promise<FormData> {
  return form(await readFile(join(fixtures, 'compiled', `${name}.yaml`)));
}

/** The body of an upload. */
export function form(content: string | Buffer<ArrayBuffer>): FormData {
  const data = new FormData();
  data.set('uploadfile', new Blob([content]), 'pipeline.yaml');
  return data;
}

/** A filter as a value of the query. */
export function filter(...predicates: Json[]): string {
  return encodeURIComponent(JSON.stringify({ predicates }));
}
