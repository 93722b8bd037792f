import type { ApiObject, SandboxCluster } from '../../cluster/types';
import { PipelinesStore } from '../store';
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
}

/** The Pipelines server behind its HTTP API: its database, and what it does in the cluster. */
export class PipelinesBackend implements ServerParts {
  readonly store = new PipelinesStore();
  readonly multiUser: boolean;
  readonly experiments: ExperimentService;
  readonly pipelines: PipelineService;
  readonly runs: RunService;
  readonly recurringRuns: RecurringRunService;
  readonly agent: PersistenceAgent;
  #host: PipelinesHost;

  constructor({ cluster, now, multiUser = false }: PipelinesBackendOptions) {
    this.multiUser = multiUser;
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
