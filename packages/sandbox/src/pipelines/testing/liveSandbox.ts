import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiObject } from '../../cluster/types';
import {
  startSandbox,
  type PipelinesSettings,
  type Sandbox,
} from '../../startSandbox';
import { PipelinesApi, type JsonValue } from './apiClient';

/** Pipelines that the kfp SDK compiled, and what a real server said of them. */
const fixtures = join(
  __dirname,
  '../../../../../plugins/kubeflow-common/src/pipelines/__fixtures__',
);

export function compiled(name: string): string {
  return readFileSync(join(fixtures, 'compiled', `${name}.yaml`), 'utf8');
}

/** An answer of the real server. */
export function recorded(name: string): { status: number; body: JsonValue } {
  return JSON.parse(
    readFileSync(join(fixtures, 'api', `${name}.json`), 'utf8'),
  ) as { status: number; body: JsonValue };
}

const final = ['SUCCEEDED', 'FAILED'];

/** A sandbox that lives by a clock of its own, which goes as fast as the test waits. */
export class LiveSandbox implements AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly api: PipelinesApi;
  readonly errors: unknown[];
  readonly #clock: { now: number };

  private constructor(
    sandbox: Sandbox,
    clock: { now: number },
    errors: unknown[],
    headers: Record<string, string>,
  ) {
    this.sandbox = sandbox;
    this.#clock = clock;
    this.errors = errors;
    this.api = new PipelinesApi(sandbox, headers);
  }

  static async start(
    options: {
      populate?: boolean;
      pipelines?: PipelinesSettings;
      headers?: Record<string, string>;
    } = {},
  ): Promise<LiveSandbox> {
    const clock = { now: Date.parse('2026-11-23T12:00:00Z') };
    const errors: unknown[] = [];
    const sandbox = await startSandbox({
      now: () => new Date(clock.now),
      pipelines: options.pipelines,
      simulation: {
        populate: options.populate ?? false,
        onError: error => errors.push(error),
      },
    });
    return new LiveSandbox(sandbox, clock, errors, options.headers ?? {});
  }

  get now(): Date {
    return new Date(this.#clock.now);
  }

  /** Lets time go by until something is so. @throws Error after some hours */
  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = this.#clock.now + 6 * 3_600_000;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (this.#clock.now > end) throw new Error(`Waited in vain: ${what}`);
      this.#clock.now += 3000;
      await new Promise(resolve => setTimeout(resolve, 25));
    }
  }

  /** Uploads a pipeline, and gives what runs refer to. */
  async upload(
    name: string,
    text = compiled(name),
  ): Promise<Record<string, string>> {
    const { body } = await this.api.upload(
      `/pipelines/upload?name=${name}`,
      `${name}.yaml`,
      text,
    );
    const id = String(body.pipeline_id);
    const versions = await this.api.get(`/pipelines/${id}/versions`);
    const [version] = versions.body.pipeline_versions;
    return {
      pipeline_id: id,
      pipeline_version_id: String(version.pipeline_version_id),
    };
  }

  /** Starts a run. @returns its id */
  async run(
    reference: Record<string, string>,
    parameters: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
  ): Promise<string> {
    const { status, body } = await this.api.post('/runs', {
      display_name: 'a run',
      pipeline_version_reference: reference,
      runtime_config: { parameters },
      ...more,
    });
    expect([status, body]).toEqual([200, expect.anything()]);
    return String(body.run_id);
  }

  async get(runId: string): Promise<JsonValue> {
    return (await this.api.get(`/runs/${runId}`)).body;
  }

  /** Waits for the end of a run, or for another state of it. */
  ended(runId: string, states = final): Promise<JsonValue> {
    return this.until(`run ${runId} ${states.join('/')}`, async () => {
      const run = await this.get(runId);
      return states.includes(String(run.state)) ? run : undefined;
    });
  }

  workflow(runId: string): ApiObject | undefined {
    return this.#list('argoproj.io', 'v1alpha1', 'workflows', runId)[0];
  }

  pods(runId: string): ApiObject[] {
    return this.#list('', 'v1', 'pods', runId);
  }

  #list(group: string, version: string, plural: string, runId: string) {
    return this.sandbox.cluster.list(
      { group, version, plural },
      { labelSelector: `pipeline/runid=${runId}` },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sandbox[Symbol.asyncDispose]();
  }
}
