import type { ApiClient, Json } from '../apiClient';

/** A pod that Argo has made for a workflow of Kubeflow Pipelines. */
export interface WorkflowPod {
  namespace: string;
  name: string;
  /** The workflow's name. */
  workflow: string;
  /** Where the pod belongs in the workflow: `sequential-x7k2p.root.clean.executor`. */
  nodeName: string;
  /** The arguments of its main container. */
  args: string[];
  /** The environment of its main container. */
  env: Record<string, string>;
  /** The values that the run was given for the pipeline's inputs. */
  inputs: Json;
}

/** What becomes of a pod. */
export interface PodOutcome {
  /** Output parameters of the template, by name. */
  outputs?: Record<string, string>;
  /** Of its main container; 0 when left out. */
  exitCode?: number;
  /** Why the main container ended, when not with 0: `OOMKilled`. */
  reason?: string;
  message?: string;
  /** Leaves the pod as it is, and asks again later. */
  wait?: boolean;
}

export type DecideOutcome = (
  pod: WorkflowPod,
) => PodOutcome | Promise<PodOutcome>;

/**
 * Plays the kubelet for pods of workflows: each runs for a moment, reports its outputs as Argo's executor does, and ends
 * as `decide` says. What it decides stands for what Kubeflow Pipelines' driver and launcher would find out.
 */
export class WorkflowPods implements AsyncDisposable {
  readonly #client: ApiClient;
  readonly #decide: DecideOutcome;
  readonly #stop = new AbortController();
  readonly #loop: Promise<void>;
  readonly #inputs = new Map<string, Json>();

  constructor(client: ApiClient, decide: DecideOutcome) {
    this.#client = client;
    this.#decide = decide;
    this.#loop = this.#run();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const pods = await this.#client.request('GET', '/api/v1/pods', {
        query: {
          labelSelector: 'workflows.argoproj.io/workflow',
          fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed',
        },
      });
      // The API server may be on its way down, together with us.
      const items: Json[] = pods.status === 200 ? pods.body.items : [];
      await Promise.all(
        items
          .filter(pod => !pod.metadata.deletionTimestamp)
          .map(pod => this.#move(pod)),
      );
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  async #move(object: Json): Promise<void> {
    const pod = await this.#read(object);
    const outcome = await this.#decide(pod);
    if (outcome.wait) {
      if (object.status.phase === 'Pending') {
        await this.#setStatus(object, { phase: 'Running' });
      }
      return;
    }
    await this.#reportOutputs(object, outcome.outputs ?? {});
    const now = new Date().toISOString();
    const { exitCode = 0, message } = outcome;
    const startedAt = object.status.startTime ?? now;
    const ended = (code: number, reason: string) => ({
      terminated: {
        exitCode: code,
        reason,
        startedAt,
        finishedAt: now,
        ...(code !== 0 && message && { message }),
      },
    });
    await this.#setStatus(object, {
      phase: exitCode === 0 ? 'Succeeded' : 'Failed',
      startTime: startedAt,
      containerStatuses: object.spec.containers.map(
        ({ name, image }: Json) => ({
          name,
          image,
          imageID: '',
          ready: false,
          restartCount: 0,
          state:
            name === 'main' && exitCode !== 0
              ? ended(exitCode, outcome.reason ?? 'Error')
              : ended(0, 'Completed'),
        }),
      ),
    });
  }

  async #read(object: Json): Promise<WorkflowPod> {
    const { metadata, spec } = object;
    const workflow = metadata.labels['workflows.argoproj.io/workflow'];
    const main = spec.containers.find(({ name }: Json) => name === 'main');
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      workflow,
      nodeName: metadata.annotations['workflows.argoproj.io/node-name'],
      args: main.args ?? [],
      env: Object.fromEntries(
        (main.env ?? []).map(({ name, value }: Json) => [name, value ?? '']),
      ),
      inputs: await this.#runInputs(metadata.namespace, workflow),
    };
  }

  /** What the run was given is an argument of the first task of its workflow. */
  async #runInputs(namespace: string, workflow: string): Promise<Json> {
    const key = `${namespace}/${workflow}`;
    if (!this.#inputs.has(key)) {
      const { spec } = await this.#client.get(
        `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/workflows/${workflow}`,
      );
      const config = spec.templates
        .flatMap(({ dag }: Json) => dag?.tasks ?? [])
        .flatMap((task: Json) => task.arguments?.parameters ?? [])
        .find(({ name, value }: Json) => name === 'runtime-config' && value);
      const parsed = JSON.parse(config?.value ?? '{}');
      this.#inputs.set(key, parsed.parameterValues ?? parsed.parameters ?? {});
    }
    return this.#inputs.get(key);
  }

  async #reportOutputs(
    object: Json,
    outputs: Record<string, string>,
  ): Promise<void> {
    const { metadata, spec } = object;
    const workflow = metadata.labels['workflows.argoproj.io/workflow'];
    const node =
      metadata.annotations['workflows.argoproj.io/node-id'] ??
      spec.containers
        .flatMap(({ env }: Json) => env ?? [])
        .find(({ name }: Json) => name === 'ARGO_NODE_ID')?.value;
    const folder = `/apis/argoproj.io/v1alpha1/namespaces/${metadata.namespace}/workflowtaskresults`;
    const body = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'WorkflowTaskResult',
      metadata: {
        name: node,
        labels: {
          'workflows.argoproj.io/workflow': workflow,
          'workflows.argoproj.io/report-outputs-completed': 'true',
        },
      },
      outputs: {
        parameters: Object.entries(outputs).map(([name, value]) => ({
          name,
          value,
        })),
      },
    };
    const created = await this.#client.request('POST', folder, { body });
    if (created.status === 409) {
      await this.#client.mergePatch(`${folder}/${node}`, body);
    } else if (created.status !== 201) {
      throw new Error(
        `Reporting the outputs of ${node} answered ${created.status}: ${created.text}`,
      );
    }
  }

  async #setStatus(object: Json, status: Json): Promise<void> {
    const { namespace, name } = object.metadata;
    // A pod that was deleted meanwhile is nobody's any more.
    await this.#client.request(
      'PATCH',
      `/api/v1/namespaces/${namespace}/pods/${name}/status`,
      { body: { status }, contentType: 'application/merge-patch+json' },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }
}
