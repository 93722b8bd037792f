import type { ApiObject } from '../../cluster/types';
import type {
  PipelinesBackend,
  PipelinesHost,
  PipelinesStore,
} from '../../pipelines';
import type { Subject } from '../families/Family';
import { at, record, records, text, type Random } from '../kernel';
import { LIFE_ANNOTATION, SECONDS_ANNOTATION } from '../lifeAnnotation';
import { resources } from '../resources';
import type { World } from '../World';
import type { PipelineWorld } from './pipelinePlanner';

/** Logs of many pods are kept, each no longer than this, in lines. */
const MOST_LINES = 5000;

/** What the Pipelines server and the simulation do for each other. */
export class PipelineRuntime implements PipelineWorld {
  readonly backend: PipelinesBackend;
  readonly startTrainJob: PipelineWorld['startTrainJob'];
  readonly #host: PipelinesHost;

  constructor(options: {
    backend: PipelinesBackend;
    world: World;
    random: Random;
    /** Creates an object and brings it to life. */
    submit(object: ApiObject): ApiObject;
    startTrainJob: PipelineWorld['startTrainJob'];
  }) {
    const { world, random, submit } = options;
    this.backend = options.backend;
    this.startTrainJob = options.startTrainJob;
    this.#host = {
      get cluster() {
        return world.cluster;
      },
      now: () => world.date,
      uuid: () => random.uuid(),
      create: object => submit(named(object, random)),
    };
  }

  get store(): PipelinesStore {
    return this.backend.store;
  }

  /** Has the server do something in the simulation's time, with names and ids that follow from the seed. */
  within<T>(action: () => T): T {
    return this.backend.within(this.#host, action);
  }

  /** Tells the server how a Workflow fares; where it watches by itself, it is told the same twice. */
  report({ world, object, namespace, name }: Subject): void {
    if (object.metadata.labels?.['pipeline/runid'] === undefined) {
      return;
    }
    const now = world.cluster.get({ ...resources.workflows, namespace, name });
    if (now) {
      this.within(() => this.backend.agent.report(now));
    }
  }

  keepLog(key: string, lines: readonly string[]): void {
    this.store.objects.put(key, `${lines.slice(-MOST_LINES).join('\n')}\n`);
  }

  /**
   * Starts a run of a recurring run.
   *
   * @throws Error when the server refuses it
   */
  fire({ metadata, spec }: ApiObject, displayName: string): void {
    const { backend } = this;
    const row = this.store.recurringRuns.find(metadata.uid ?? '');
    const annotations = Object.fromEntries(
      [LIFE_ANNOTATION, SECONDS_ANNOTATION].flatMap(key => {
        const value = metadata.annotations?.[key];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const parameters = records(at(spec, 'workflow', 'parameters')).map(
      ({ name, value }) => [String(name), JSON.parse(String(value)) as unknown],
    );
    const { pipelineId, pipelineVersionId, experimentId, serviceAccount } =
      record(spec);
    this.within(() =>
      backend.runs.create(backend.itself, {
        displayName,
        description: '',
        experimentId: text(experimentId) ?? '',
        recurringRunId: metadata.uid,
        source: row?.source ?? {
          pipelineId: text(pipelineId) ?? '',
          versionId: text(pipelineVersionId) ?? '',
        },
        config: {
          parameters: Object.fromEntries(parameters) as Record<string, unknown>,
          pipelineRoot: text(at(spec, 'workflow', 'pipelineRoot')) ?? '',
        },
        serviceAccount: text(serviceAccount) ?? '',
        annotations,
      }),
    );
  }
}

/** Gives an object the name that it asks to be generated. */
function named(object: ApiObject, random: Random): ApiObject {
  const { generateName, ...metadata } = object.metadata;
  return typeof generateName === 'string' && !metadata.name
    ? {
        ...object,
        metadata: {
          ...metadata,
          generateName,
          name: `${generateName}${random.suffix()}`,
        },
      }
    : object;
}
