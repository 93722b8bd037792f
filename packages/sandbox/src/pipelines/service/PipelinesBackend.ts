import type { ApiObject, SandboxCluster } from '../../cluster/types';
import { PipelinesStore } from '../store';
import type { Caller } from './Access';
import { ExperimentService } from './ExperimentService';
import { PersistenceAgent } from './PersistenceAgent';
import { presentHost, type PipelinesHost } from './PipelinesHost';
import { PipelineService } from './PipelineService';
import { RecurringRunService } from './RecurringRunService';
import { RunService } from './RunService';
import type { ServerParts } from './ServerParts';

const workflows = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'workflows',
};

/** Says on a Workflow that everything of it is kept, so that it may go. */
function markPersisted(cluster: SandboxCluster, workflow: ApiObject): void {
  const { namespace, name, uid, labels } = workflow.metadata;
  const id = { ...workflows, namespace, name };
  if (
    labels?.['pipeline/persistedFinalState'] !== 'true' &&
    cluster.get(id)?.metadata.uid === uid
  ) {
    cluster.patch(id, {
      metadata: { labels: { 'pipeline/persistedFinalState': 'true' } },
    });
  }
}

export interface PipelinesBackendOptions {
  cluster: SandboxCluster;
  now: () => Date;
  multiUser?: boolean;
  /**
   * How it tells of a run's tasks: `details` as releases up to 2.18 do, in the run itself; `tasks` as those after, in
   * tasks and artifacts of their own. Default `details`.
   */
  taskModel?: TaskModel;
}

/** @public */
export type TaskModel = 'details' | 'tasks';

/** The Pipelines server behind its HTTP API: its database, and what it does in the cluster. */
export class PipelinesBackend implements ServerParts {
  readonly store = new PipelinesStore();
  readonly multiUser: boolean;
  readonly taskModel: TaskModel;
  readonly experiments: ExperimentService;
  readonly pipelines: PipelineService;
  readonly runs: RunService;
  readonly recurringRuns: RecurringRunService;
  readonly agent: PersistenceAgent;
  #host: PipelinesHost;

  constructor(options: PipelinesBackendOptions) {
    const { cluster, now, multiUser = false, taskModel = 'details' } = options;
    this.multiUser = multiUser;
    this.taskModel = taskModel;
    this.#host = presentHost(cluster, now);
    this.experiments = new ExperimentService(this, experimentId => {
      this.recurringRuns.disableOf(experimentId);
      this.runs.archiveOf(experimentId);
    });
    this.pipelines = new PipelineService(this);
    this.runs = new RunService(this, this.experiments);
    this.recurringRuns = new RecurringRunService(this, this.experiments);
    this.agent = new PersistenceAgent(this);
  }

  /**
   * Makes the default experiment and follows the cluster's Workflows from here on.
   *
   * @returns a function that ends it
   */
  start(): () => void {
    if (!this.multiUser) this.experiments.default('');
    const { cluster } = this.#host;
    try {
      return cluster.watch(workflows, ({ type, object }) => {
        if (type !== 'DELETED' && this.agent.report(object)) {
          // Not at once: who watches is told of one change after the other.
          queueMicrotask(() => markPersisted(cluster, object));
        }
      });
    } catch {
      // A cluster without Argo: runs cannot be created, all else works.
      return () => {};
    }
  }

  /** The server itself: who starts what recurs, and what the simulation makes. */
  get itself(): Caller {
    return { multiUser: this.multiUser, check() {} };
  }

  get host(): PipelinesHost {
    return this.#host;
  }

  /** Does something somewhere else: in a past that is being made up. */
  within<T>(host: PipelinesHost, action: () => T): T {
    const before = this.#host;
    this.#host = host;
    try {
      return action();
    } finally {
      this.#host = before;
    }
  }
}
