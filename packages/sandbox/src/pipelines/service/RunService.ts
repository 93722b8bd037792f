import type { ApiObject } from '../../cluster/types';
import type { JsonObject } from '../../json';
import { workflowOf } from '../compile/workflowOf';
import { predicatesOf, prepareList, type ListQuery, type Page } from '../list';
import {
  asInternal,
  badRequest,
  failedPrecondition,
  internal,
  invalidInput,
  wrapping,
} from '../rpc';
import { checkInputs } from '../spec';
import {
  runFields,
  type PipelineSource,
  type RunRow,
  type RuntimeConfig,
  type RuntimeState,
} from '../store';
import { needNamespace, type Caller } from './Access';
import type { ExperimentService } from './ExperimentService';
import { checkLength } from './lengths';
import { retriedWorkflow } from './retriedWorkflow';
import {
  effectiveNamespace,
  nowSeconds,
  serverNamespace,
  type ServerParts,
} from './ServerParts';
import { resolveSource } from './sources';
import { scheduledWorkflowId, workflowId } from './workflowId';

/** A run as somebody sends it. */
export interface NewRun {
  /** Given by nobody but the server itself. */
  id?: string;
  displayName: string;
  description: string;
  experimentId: string;
  source: PipelineSource;
  config: RuntimeConfig;
  serviceAccount: string;
  recurringRunId?: string;
  scheduledAt?: number;
  pluginsInput?: JsonObject;
  /** For the Workflow: what the simulation reads there. */
  annotations?: Record<string, string>;
}

const emptyNamespace =
  'A run cannot have an empty namespace in multi-user mode';
const terminable: readonly RuntimeState[] = [
  'PAUSED',
  'PENDING',
  'RUNNING',
  'RUNTIME_STATE_UNSPECIFIED',
];

/** Runs: their rows, and the Workflows that run them. */
export class RunService {
  readonly #parts: ServerParts;
  readonly #experiments: ExperimentService;

  constructor(parts: ServerParts, experiments: ExperimentService) {
    this.#parts = parts;
    this.#experiments = experiments;
  }

  create(caller: Caller, sent: NewRun): RunRow {
    wrapping(
      'CreateJob(job.ToV2())Failed to create a run due to conversion error',
      () => {
        asInternal(
          'Failed to convert a API run detail to its internal representation',
          () => {
            if (!sent.displayName) {
              throw invalidInput('Run name cannot be empty');
            }
          },
        );
        asInternal(
          'Failed to convert API run to its internal representation',
          () => checkLength('Run.ExperimentId', sent.experimentId),
        );
      },
    );
    return wrapping('Failed to create a new run', () =>
      this.#create(caller, sent),
    );
  }

  #create(caller: Caller, sent: NewRun): RunRow {
    const { store, host } = this.#parts;
    const place = wrapping(
      'Failed to create a run due to invalid experimentId and namespace combination',
      () => this.#experiments.place(sent.experimentId, ''),
    );
    wrapping(
      `Failed to create a run due to authorization error. Check if you have write permissions to namespace ${place.namespace}`,
      () => this.#check(caller, 'create', place.namespace),
    );
    const recurringRunId = sent.recurringRunId ?? '';
    const known =
      recurringRunId === ''
        ? undefined
        : store.runs
            .all()
            .find(
              run =>
                run.recurringRunId === recurringRunId &&
                run.displayName === sent.displayName,
            );
    // Whoever starts it twice starts it once.
    if (known) return known;
    const { source, template } = asInternal(
      'Failed to create a run due to error fetching manifest',
      () => resolveSource(store, sent.source),
    );
    if (template.type === 'v2') {
      wrapping(
        'Failed to generate the ExecutionSpec: invalid pipeline job inputs',
        () => checkInputs(template.spec, sent.config.parameters),
      );
    }
    const id = sent.id ?? host.uuid();
    const createdAt = nowSeconds(this.#parts);
    const serviceAccount =
      sent.serviceAccount ||
      (this.#parts.multiUser ? 'default-editor' : 'pipeline-runner');
    const order = asInternal('Failed to generate the ExecutionSpec', () =>
      workflowOf({
        template,
        runId: id,
        displayName: sent.displayName,
        namespace: place.namespace || serverNamespace,
        serviceAccount,
        parameters: sent.config.parameters,
        pipelineRoot: sent.config.pipelineRoot,
      }),
    );
    const schedule =
      recurringRunId === ''
        ? undefined
        : this.#schedule(recurringRunId, createdAt);
    const workflow = asInternal(
      `Failed to create a workflow for (${template.name})`,
      () =>
        host.create({
          ...order,
          metadata: {
            ...order.metadata,
            labels: { ...order.metadata.labels, ...schedule?.labels },
            annotations: { ...order.metadata.annotations, ...sent.annotations },
            ...(schedule ? { ownerReferences: schedule.owners } : {}),
          },
        }),
    );
    const row = store.runs.put({
      id,
      displayName: sent.displayName,
      k8sName: workflow.metadata.name,
      description: sent.description,
      namespace: place.namespace,
      experimentId: place.experimentId,
      recurringRunId,
      storageState: 'AVAILABLE',
      serviceAccount,
      source,
      config: sent.config,
      createdAt,
      scheduledAt: sent.scheduledAt ?? createdAt,
      finishedAt: 0,
      state: 'PENDING',
      history: [{ at: createdAt, state: 'PENDING' }],
      tasks: [],
      retryGeneration: 0,
      ...(sent.pluginsInput ? { pluginsInput: sent.pluginsInput } : {}),
    });
    store.experiments.change(place.experimentId, {
      lastRunCreatedAt: createdAt,
    });
    return row;
  }

  /** What a Workflow of a recurring run carries. */
  #schedule(recurringRunId: string, createdAt: number) {
    const { store, host } = this.#parts;
    const row = asInternal(
      'Failed to create a run due to invalid recurring run id',
      () => {
        const found = store.recurringRuns.find(recurringRunId);
        if (!found) {
          throw invalidInput(`RecurringRunId doesn't exist: ${recurringRunId}`);
        }
        return found;
      },
    );
    const object = host.cluster.get(scheduledWorkflowId(row));
    if (!object) {
      throw internal(
        invalidInput(`ScheduledWorkflow doesn't exist: ${row.k8sName}`),
        'Failed to create a run due to invalid name',
      );
    }
    const status = (object.status ?? {}) as JsonObject;
    const trigger = (status.trigger ?? {}) as JsonObject;
    const last = trigger.lastWorkflowIndex;
    const prefix = 'scheduledworkflows.kubeflow.org';
    return {
      labels: {
        [`${prefix}/scheduledWorkflowName`]: row.k8sName,
        [`${prefix}/workflowEpoch`]: String(createdAt),
        [`${prefix}/workflowIndex`]: String(
          typeof last === 'number' ? last + 1 : 1,
        ),
        [`${prefix}/isOwnedByScheduledWorkflow`]: 'true',
      },
      owners: [
        {
          apiVersion: 'kubeflow.org/v1beta1',
          kind: 'ScheduledWorkflow',
          name: row.k8sName,
          uid: row.id,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    };
  }

  get(caller: Caller, id: string): RunRow {
    return wrapping('Failed to get a run', () => {
      this.#checkOne(caller, 'get', id);
      return this.#find(id);
    });
  }

  list(
    caller: Caller,
    where: { namespace: string; experimentId: string },
    query: ListQuery,
  ): Page<RunRow> {
    const { experimentId } = where;
    const pageOf = wrapping('Failed to create list options', () =>
      prepareList(runFields, query, predicatesOf(query, false).rest),
    );
    return wrapping('Failed to list runs', () => {
      const namespace = experimentId
        ? wrapping(
            `Failed to list runs due to error fetching namespace for experiment ${experimentId}. Try filtering based on namespace`,
            () => this.#experiments.namespaceOf(experimentId),
          )
        : effectiveNamespace(this.#parts, where.namespace);
      wrapping(
        `Failed to list runs due to authorization error. Check if you have permission to access namespace ${namespace}`,
        () => this.#check(caller, 'list', namespace),
      );
      const rows = this.#parts.store.runs
        .all()
        .filter(row =>
          experimentId
            ? row.experimentId === experimentId
            : !caller.multiUser || row.namespace === namespace,
        );
      return pageOf(rows);
    });
  }

  archive(caller: Caller, id: string): void {
    wrapping('Failed to archive a run', () => {
      this.#checkOne(caller, 'archive', id);
      wrapping(`Failed to archive run ${id} as it failed to be retrieved`, () =>
        this.#find(id),
      );
      this.#parts.store.runs.change(id, { storageState: 'ARCHIVED' });
    });
  }

  unarchive(caller: Caller, id: string): void {
    const { store } = this.#parts;
    wrapping('Failed to unarchive a run', () => {
      this.#checkOne(caller, 'unarchive', id);
      const run = wrapping(
        `Failed to unarchive run ${id} as it does not exist`,
        () => this.#find(id),
      );
      const experiment = wrapping(
        `Failed to unarchive run ${id} due to experiment fetching error`,
        () => store.experiments.get(run.experimentId),
      );
      if (experiment.storageState === 'ARCHIVED') {
        throw failedPrecondition(
          'Unarchive the experiment first to allow the run to be restored',
          `Failed to unarchive run ${id} as experiment ${run.experimentId} must be un-archived first`,
        );
      }
      store.runs.change(id, { storageState: 'AVAILABLE' });
    });
  }

  /** Its Workflow goes with it, if it is still there. */
  remove(caller: Caller, id: string): void {
    wrapping('Failed to delete a run', () => {
      this.#checkOne(caller, 'delete', id);
      const run = wrapping(
        `Failed to delete run ${id} as it does not exist`,
        () => this.#find(id),
      );
      const { store, host } = this.#parts;
      host.cluster.delete(workflowId(run));
      store.runs.remove(id);
      store.executions.removeRun(id);
    });
  }

  /** Sets the Workflow's deadline to now; what comes of it is the workflow controller's to say. */
  terminate(caller: Caller, id: string): void {
    const { store, host } = this.#parts;
    wrapping('Failed to terminate a run', () => {
      this.#checkOne(caller, 'terminate', id);
      const run = wrapping(
        `Failed to terminate run ${id} due to error fetching the run`,
        () => this.#find(id),
      );
      if (!terminable.includes(run.state)) {
        throw invalidInput(
          `Failed to terminate a run ${id}. Row not found`,
        ).wrap(`Failed to terminate run ${id}`);
      }
      store.runs.change(id, { state: 'CANCELING' });
      asInternal(
        `Failed to terminate run ${id} due to error terminating its workflow`,
        () =>
          host.cluster.patch(workflowId(run), {
            spec: { activeDeadlineSeconds: 0 },
          }),
      );
    });
  }

  /** Starts the Workflow anew where it failed; what succeeded is kept. */
  retry(caller: Caller, id: string): void {
    const { store, host } = this.#parts;
    wrapping('Failed to retry a run', () => {
      this.#checkOne(caller, 'retry', id);
      const run = wrapping(
        `Failed to retry run ${id} due to error fetching the run`,
        () => this.#find(id),
      );
      if (!run.workflow) {
        throw badRequest(
          invalidInput('Workflow manifest cannot be empty'),
          `Failed to retry run ${id} due to error fetching workflow manifest`,
        );
      }
      const generation = run.retryGeneration + 1;
      const retried = wrapping(`Failed to retry run ${id}`, () =>
        retriedWorkflow(run.workflow as ApiObject, generation),
      );
      if (!['SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELED'].includes(run.state)) {
        throw badRequest(
          new Error(
            `run is not in a terminal state: State=${JSON.stringify(run.state)}`,
          ),
          `Cannot claim run ${id} for retry: not in a terminal state`,
        );
      }
      const { namespace = serverNamespace } = retried.workflow.metadata;
      for (const name of retried.pods) {
        host.cluster.delete({
          group: '',
          version: 'v1',
          plural: 'pods',
          namespace,
          name,
        });
      }
      const workflow = this.#replaceWorkflow(run, retried.workflow);
      store.runs.change(id, {
        state: 'RUNNING',
        finishedAt: 0,
        retryGeneration: generation,
        history: [
          ...run.history,
          { at: nowSeconds(this.#parts), state: 'RUNNING' },
        ],
        workflow,
      });
    });
  }

  /** Runs of an experiment, archived along with it. */
  archiveOf(experimentId: string): void {
    const { runs } = this.#parts.store;
    for (const run of runs.all()) {
      if (run.experimentId === experimentId) {
        runs.change(run.id, { storageState: 'ARCHIVED' });
      }
    }
  }

  /** Authorises and finds, for what is read of a run. */
  read(caller: Caller, verb: string, id: string): RunRow {
    this.#checkOne(caller, verb, id);
    return this.#find(id);
  }

  #replaceWorkflow(run: RunRow, workflow: ApiObject): ApiObject {
    const { host } = this.#parts;
    const id = workflowId(run);
    if (!host.cluster.get(id)) {
      const { uid: _, resourceVersion: __, ...metadata } = workflow.metadata;
      return host.create({ ...workflow, metadata });
    }
    const { labels, annotations } = workflow.metadata;
    // A merge patch takes no key away by itself.
    return host.cluster.patch(id, {
      metadata: {
        labels: {
          ...labels,
          'workflows.argoproj.io/completed': null,
          'pipeline/persistedFinalState': null,
        },
        annotations,
      },
      spec: {
        activeDeadlineSeconds:
          (workflow.spec as JsonObject).activeDeadlineSeconds ?? null,
      },
      status: replacing(
        host.cluster.get(id)?.status,
        workflow.status as JsonObject,
      ),
    });
  }

  #find(id: string): RunRow {
    return wrapping(`Failed to fetch run ${id}`, () =>
      this.#parts.store.runs.get(id),
    );
  }

  #checkOne(caller: Caller, verb: string, id: string): void {
    if (!caller.multiUser) return;
    wrapping('Failed to authorize the request', () => {
      const run = wrapping(`Failed to authorize with the run ID ${id}`, () =>
        this.#find(id),
      );
      this.#check(caller, verb, run.namespace, run);
    });
  }

  #check(caller: Caller, verb: string, namespace: string, run?: RunRow): void {
    needNamespace(caller, namespace, emptyNamespace);
    wrapping(
      `Failed to access run ${run?.id ?? ''}. Check if you have access to namespace ${namespace}`,
      () =>
        caller.check({ resource: 'runs', verb, namespace, name: run?.k8sName }),
    );
  }
}

/** A merge patch that leaves nothing of what was there before, two levels deep: status and nodes. */
function replacing(before: unknown, after: JsonObject): JsonObject {
  const old = (before ?? {}) as JsonObject;
  const gone = (now: JsonObject, then: JsonObject) =>
    Object.fromEntries(
      Object.keys(then)
        .filter(key => !Object.hasOwn(now, key))
        .map(key => [key, null]),
    );
  const nodes = (after.nodes ?? {}) as JsonObject;
  const oldNodes = (old.nodes ?? {}) as Record<string, JsonObject>;
  return {
    ...gone(after, old),
    ...after,
    nodes: {
      ...gone(nodes, oldNodes),
      ...Object.fromEntries(
        Object.entries(nodes).map(([id, node]) => [
          id,
          {
            ...gone(node as JsonObject, oldNodes[id] ?? {}),
            ...(node as JsonObject),
          },
        ]),
      ),
    },
  };
}

/** @throws RpcError 500 when an object that must be there is not */
export function mustExist(object: ApiObject | undefined, what: string) {
  if (!object) throw internal(new Error(`${what} not found`), what);
  return object;
}
