import {
  PipelinesError,
  type PipelinesCaller,
  type PipelinesClient,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { ExpiringMap } from '../ExpiringMap';
import type { AccessReviews, PipelinesResource } from './AccessReviews';

/** Milliseconds; a record never changes its namespace. */
const KEEP = 24 * 3_600_000;
const MAX_RECORDS = 50_000;

/** In which namespace records are, by their ids, as far as that was seen. */
export class RecordNamespaces extends ExpiringMap<string> {
  constructor() {
    super({ keep: KEEP, limit: MAX_RECORDS });
  }
}

/**
 * Whether one person may do something with a Pipelines API that is asked as a service account: the API only sees the
 * account, which may do more than the person.
 */
export class Guard {
  readonly #client: PipelinesClient;
  readonly #userId: string;
  readonly #reviews: AccessReviews;
  readonly #namespaces: RecordNamespaces;

  constructor(options: {
    client: PipelinesClient;
    /** As the cluster knows the person. */
    userId: string;
    reviews: AccessReviews;
    namespaces: RecordNamespaces;
  }) {
    this.#client = options.client;
    this.#userId = options.userId;
    this.#reviews = options.reviews;
    this.#namespaces = options.namespaces;
  }

  /**
   * @param namespace - absent: in all of them
   * @throws PipelinesError of kind `forbidden`
   */
  async check(
    verb: string,
    resource: PipelinesResource,
    namespace: string | undefined,
  ): Promise<void> {
    if (
      !(await this.#reviews.allows(this.#userId, verb, resource, namespace))
    ) {
      throw new PipelinesError(
        'forbidden',
        `'${this.#userId}' may not ${verb} ${resource}.pipelines.kubeflow.org ${namespace ? `in namespace '${namespace}'` : 'in all namespaces'} of cluster '${this.#client.cluster}'. Ask the owner of the namespace for the right, or choose another namespace`,
      );
    }
  }

  /** What the person may list of some records. */
  async visible<T extends { namespace?: string }>(
    resource: PipelinesResource,
    items: readonly T[],
    options: { withoutNamespace: boolean },
  ): Promise<T[]> {
    const seen = await Promise.all(
      items.map(async item => {
        const { namespace } = item;
        const isVisible = namespace
          ? await this.#reviews.allows(
              this.#userId,
              'list',
              resource,
              namespace,
            )
          : options.withoutNamespace;
        return isVisible ? [item] : [];
      }),
    );
    return seen.flat();
  }

  /** The caller, with the namespace of a record where nobody said it. */
  knowing(id: string, caller: PipelinesCaller): PipelinesCaller {
    const namespace = caller.namespace ?? this.#namespaces.get(id);
    return namespace ? { ...caller, namespace } : caller;
  }

  learn(
    records: readonly { id: string }[],
    namespace: string | undefined,
  ): void {
    if (namespace) {
      for (const { id } of records) {
        this.#namespaces.set(id, namespace);
      }
    }
  }

  /**
   * Checks a list. An experiment that is asked for decides which records come, whatever namespace stands beside it.
   *
   * @returns the namespace that the records are in
   * @throws PipelinesError of kind `invalid` when no namespace is said
   */
  async list(
    resource: PipelinesResource,
    query: { namespace?: string; experiment?: string },
    caller: PipelinesCaller,
  ): Promise<string> {
    const { namespace, experiment } = query;
    if (!namespace) {
      throw new PipelinesError(
        'invalid',
        `The Pipelines API of cluster '${this.#client.cluster}' keeps namespaces apart: say which one, as 'namespace'`,
      );
    }
    await this.check('list', resource, namespace);
    if (!experiment) {
      return namespace;
    }
    const own = await this.#ofExperiment(experiment, { ...caller, namespace });
    await this.check('list', resource, own);
    return own;
  }

  /** Before the token of a namespace's account is used, what the person may do there is checked. */
  async first(
    verb: string,
    resource: PipelinesResource,
    id: string,
    caller: PipelinesCaller,
  ): Promise<PipelinesCaller> {
    const asking = this.knowing(id, caller);
    if (asking.namespace) {
      await this.check(verb, resource, asking.namespace);
    }
    return asking;
  }

  /**
   * Checks a record that was read. It is in the namespace of its experiment: what else is said of it may only repeat
   * what was asked.
   */
  async record(
    verb: string,
    resource: PipelinesResource,
    record: { id: string; experimentId?: string },
    caller: PipelinesCaller,
  ): Promise<string> {
    const { id, experimentId } = record;
    if (!experimentId) {
      throw new PipelinesError(
        'forbidden',
        `Whose '${id}' is cannot be told: the Pipelines API of cluster '${this.#client.cluster}' names no experiment for it`,
      );
    }
    const namespace = await this.#ofExperiment(experimentId, caller);
    await this.check(verb, resource, namespace);
    this.learn([record], namespace);
    return namespace;
  }

  /** Checks a pipeline before something is done with it or its versions. */
  async pipeline(
    verb: string,
    id: string,
    caller: PipelinesCaller,
  ): Promise<PipelinesCaller> {
    const asking = this.knowing(id, caller);
    const pipeline = await this.#client.getPipeline(id, asking);
    if (pipeline.namespace || verb !== 'get') {
      await this.check(verb, 'pipelines', pipeline.namespace);
    }
    this.learn([pipeline], pipeline.namespace);
    return asking;
  }

  /**
   * Checks a version before something is done with it. The API looks at the id of the version alone, whatever pipeline
   * stands before it (kubeflow/pipelines backend/src/apiserver/server/pipeline_server.go GetPipelineVersion), so it must
   * be one of the pipeline that was checked.
   *
   * @throws PipelinesError of kind `not-found` when it is of another pipeline
   */
  async version(
    verb: string,
    id: string,
    versionId: string,
    caller: PipelinesCaller,
  ): Promise<{
    asking: PipelinesCaller;
    found: Awaited<ReturnType<PipelinesClient['getVersion']>>;
  }> {
    const asking = await this.pipeline(verb, id, caller);
    const found = await this.#client.getVersion(id, versionId, asking);
    if (found.version.pipelineId !== id) {
      throw new PipelinesError(
        'not-found',
        `Pipeline '${id}' of cluster '${this.#client.cluster}' has no version '${versionId}'`,
      );
    }
    return { asking, found };
  }

  /**
   * Checks the start of a run, and what it is made of.
   *
   * @returns the namespace that it will be in
   */
  async start(
    resource: 'runs' | 'jobs',
    request: {
      namespace?: string;
      experimentId?: string;
      pipelineId?: string;
      versionId?: string;
    },
    caller: PipelinesCaller,
  ): Promise<string | undefined> {
    const { namespace, experimentId, pipelineId, versionId } = request;
    const asking = namespace ? { ...caller, namespace } : caller;
    await this.check('create', resource, asking.namespace);
    const own = experimentId
      ? await this.#ofExperiment(experimentId, asking)
      : asking.namespace;
    await this.check('create', resource, own);
    if (pipelineId && versionId) {
      await this.version('get', pipelineId, versionId, asking);
    } else if (pipelineId) {
      await this.pipeline('get', pipelineId, asking);
    }
    return own;
  }

  async #ofExperiment(id: string, caller: PipelinesCaller): Promise<string> {
    const known = this.#namespaces.get(id);
    if (known) {
      return known;
    }
    const experiment = await this.#client.getExperiment(id, caller);
    if (!experiment.namespace) {
      throw new PipelinesError(
        'forbidden',
        `The Pipelines API of cluster '${this.#client.cluster}' does not say in which namespace experiment '${id}' is`,
      );
    }
    this.learn([experiment], experiment.namespace);
    return experiment.namespace;
  }
}
