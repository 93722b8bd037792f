import type { JsonObject } from '../../json';
import { predicatesOf, prepareList, type ListQuery, type Page } from '../list';
import {
  asInternal,
  invalidInput,
  notFound,
  proto,
  RpcError,
  rfc3339,
  wrapping,
} from '../rpc';
import { checkInputs } from '../spec';
import {
  recurringFields,
  type PipelineSource,
  type RecurringRow,
  type RuntimeConfig,
  type Trigger,
} from '../store';
import { needNamespace, type Caller } from './Access';
import { parseCron } from './cron';
import type { ExperimentService } from './ExperimentService';
import {
  effectiveNamespace,
  nowSeconds,
  serverNamespace,
  type ServerParts,
} from './ServerParts';
import { resolveSource } from './sources';
import { scheduledWorkflowId } from './workflowId';

/** A recurring run as somebody sends it. */
export interface NewRecurringRun {
  displayName: string;
  description: string;
  experimentId: string;
  namespace: string;
  source: PipelineSource;
  config: RuntimeConfig;
  serviceAccount: string;
  trigger: Trigger;
  maxConcurrency: number;
  noCatchup: boolean;
  enabled: boolean;
  pluginsInput?: JsonObject;
}

function checkTrigger({ cron, periodic }: Trigger): void {
  if (cron) {
    try {
      parseCron(cron.expression);
    } catch (error) {
      throw invalidInput(
        `Schedule cron is not a supported format(https://godoc.org/github.com/robfig/cron). Error: ${(error as Error).message}`,
      );
    }
  }
  if (periodic && periodic.seconds < 1) {
    throw invalidInput(
      `Found invalid period schedule interval ${periodic.seconds}. Set at interval to least 1 second`,
    );
  }
}

function scheduleTimes(schedule: { start?: number; end?: number }) {
  return proto({
    startTime: schedule.start && rfc3339(schedule.start),
    endTime: schedule.end && rfc3339(schedule.end),
  });
}

/** `spec.trigger` of a ScheduledWorkflow. */
function crdTrigger({ cron, periodic }: Trigger): JsonObject {
  if (cron) {
    return {
      cronSchedule: { ...scheduleTimes(cron), cron: cron.expression },
    };
  }
  return periodic
    ? {
        periodicSchedule: {
          ...scheduleTimes(periodic),
          intervalSecond: periodic.seconds,
        },
      }
    : {};
}

/** Names of ScheduledWorkflows: lower case, at most 25 letters of the display name. */
function generateName(displayName: string): string {
  const name = displayName.toLowerCase().replace(/[^a-z0-9-]+/g, '');
  return (name || 'job-').slice(0, 25);
}

/** Recurring runs: their rows, and the ScheduledWorkflows that start them. */
export class RecurringRunService {
  readonly #parts: ServerParts;
  readonly #experiments: ExperimentService;

  constructor(parts: ServerParts, experiments: ExperimentService) {
    this.#parts = parts;
    this.#experiments = experiments;
  }

  create(caller: Caller, sent: NewRecurringRun): RecurringRow {
    wrapping('Failed to create a recurring run due to conversion error', () => {
      asInternal(
        'Failed to convert a API recurring run to its internal representation',
        () => {
          if (!sent.displayName) {
            throw invalidInput("Recurring run's name cannot be empty");
          }
        },
      );
      if (!(sent.maxConcurrency >= 1 && sent.maxConcurrency <= 10)) {
        throw invalidInput(
          `Max concurrency of a recurring run must be at least 1 and at most 10. Received ${sent.maxConcurrency}`,
        );
      }
      checkTrigger(sent.trigger);
    });
    return wrapping('Failed to create a recurring run', () =>
      this.#create(caller, sent),
    );
  }

  #create(caller: Caller, sent: NewRecurringRun): RecurringRow {
    const { store, host } = this.#parts;
    const place = wrapping(
      'Failed to create a recurring run due to invalid experimentId and namespace combination',
      () => this.#experiments.place(sent.experimentId, sent.namespace),
    );
    wrapping(
      `Failed to create a recurring run due to authorization error. Check if you have write permission to namespace ${place.namespace}`,
      () => this.#check(caller, 'create', place.namespace, sent.displayName),
    );
    const namespace = place.namespace || serverNamespace;
    const source = this.#source(sent);
    const serviceAccount =
      sent.serviceAccount ||
      (this.#parts.multiUser ? 'default-editor' : 'pipeline-runner');
    const object = host.create({
      apiVersion: 'kubeflow.org/v1beta1',
      kind: 'ScheduledWorkflow',
      metadata: {
        name: '',
        generateName: generateName(sent.displayName),
        namespace,
      },
      spec: proto({
        enabled: sent.enabled,
        maxConcurrency: sent.maxConcurrency,
        trigger: crdTrigger(sent.trigger),
        noCatchup: sent.noCatchup,
        experimentId: place.experimentId,
        pipelineId: source.pipelineId,
        pipelineVersionId: source.versionId,
        serviceAccount,
        workflow: {
          parameters: Object.entries(sent.config.parameters).map(
            ([name, value]) => ({ name, value: JSON.stringify(value) }),
          ),
          ...(sent.config.pipelineRoot
            ? { pipelineRoot: sent.config.pipelineRoot }
            : {}),
        },
      }),
      status: {},
    });
    const now = nowSeconds(this.#parts);
    return store.recurringRuns.put({
      id: object.metadata.uid ?? '',
      k8sName: object.metadata.name,
      displayName: sent.displayName,
      description: sent.description,
      namespace,
      experimentId: place.experimentId,
      serviceAccount,
      source,
      config: sent.config,
      trigger: sent.trigger,
      maxConcurrency: sent.maxConcurrency,
      noCatchup: sent.noCatchup,
      enabled: sent.enabled,
      createdAt: now,
      updatedAt: now,
      ...(sent.pluginsInput ? { pluginsInput: sent.pluginsInput } : {}),
    });
  }

  /** A pipeline without a version stays so: the latest one is looked up at each start. */
  #source(sent: NewRecurringRun): PipelineSource {
    const { store } = this.#parts;
    const { pipelineId, versionId, spec } = sent.source;
    if (versionId !== '' || spec) {
      const resolved = asInternal(
        'Failed to create a recurring run with an invalid pipeline spec manifest',
        () => resolveSource(store, sent.source),
      );
      wrapping(
        'Failed to create a recurring run during scheduled workflow creation: invalid pipeline job inputs',
        () => checkInputs(resolved.template.spec, sent.config.parameters),
      );
      return resolved.source;
    }
    if (pipelineId === '') {
      throw new RpcError(
        'Internal',
        'Internal error: Cannot create a job with an empty pipeline ID',
      );
    }
    wrapping(
      'Failed to validate the input parameters on the latest pipeline version',
      () =>
        checkInputs(
          store.latestVersion(pipelineId).template.spec,
          sent.config.parameters,
        ),
    );
    return { pipelineId, versionId: '' };
  }

  get(caller: Caller, id: string): RecurringRow {
    return wrapping('Failed to fetch a recurring run', () => {
      this.#checkOne(caller, 'get', id);
      return this.#parts.store.recurringRuns.get(id);
    });
  }

  list(
    caller: Caller,
    where: { namespace: string; experimentId: string },
    query: ListQuery,
  ): Page<RecurringRow> {
    const { experimentId } = where;
    const pageOf = wrapping(
      'Failed to list recurring runs due to error parsing the listing options',
      () =>
        prepareList(recurringFields, query, predicatesOf(query, false).rest),
    );
    return wrapping('Failed to list jobs', () => {
      const namespace = experimentId
        ? wrapping(
            `Failed to list recurring runs due to error fetching namespace for experiment ${experimentId}. Try filtering based on namespace`,
            () => this.#experiments.namespaceOf(experimentId),
          )
        : effectiveNamespace(this.#parts, where.namespace);
      wrapping(
        `Failed to list recurring runs due to authorization error. Check if you have permission to access namespace ${namespace}`,
        () => this.#check(caller, 'list', namespace),
      );
      const rows = this.#parts.store.recurringRuns
        .all()
        .filter(row =>
          experimentId
            ? row.experimentId === experimentId
            : !caller.multiUser || row.namespace === namespace,
        );
      return pageOf(rows);
    });
  }

  setEnabled(caller: Caller, id: string, enabled: boolean): void {
    const { store, host } = this.#parts;
    const verb = enabled ? 'enable' : 'disable';
    wrapping(`Failed to ${verb} a recurring run`, () => {
      this.#checkOne(caller, verb, id);
      const row = wrapping(
        `Failed to change recurring run's mode to enable:${enabled}. Check if recurring run ${id} exists`,
        () => store.recurringRuns.get(id),
      );
      const objectId = scheduledWorkflowId(row);
      if (enabled && host.cluster.get(objectId)?.metadata.uid !== id) {
        throw notFound('recurring run', row.k8sName).wrap(
          `Failed to enable recurring run ${id}. Check if its k8s resource exists`,
        );
      }
      asInternal(
        `Failed to change recurring run's ${id} mode to enable:${enabled}`,
        () => host.cluster.patch(objectId, { spec: { enabled } }),
      );
      store.recurringRuns.change(id, {
        enabled,
        updatedAt: nowSeconds(this.#parts),
      });
    });
  }

  remove(caller: Caller, id: string): void {
    const { store, host } = this.#parts;
    wrapping('Failed to delete a recurring run', () => {
      this.#checkOne(caller, 'delete', id);
      const row = wrapping(
        `Failed to delete recurring run ${id}. Check if exists`,
        () => store.recurringRuns.get(id),
      );
      host.cluster.delete(scheduledWorkflowId(row));
      store.recurringRuns.remove(id);
    });
  }

  /** Recurring runs of an experiment that is archived. */
  disableOf(experimentId: string): void {
    const { store, host } = this.#parts;
    for (const row of store.recurringRuns.all()) {
      if (row.experimentId !== experimentId) continue;
      const objectId = scheduledWorkflowId(row);
      if (host.cluster.get(objectId)) {
        host.cluster.patch(objectId, { spec: { enabled: false } });
      }
      store.recurringRuns.change(row.id, {
        enabled: false,
        updatedAt: nowSeconds(this.#parts),
      });
    }
  }

  #checkOne(caller: Caller, verb: string, id: string): void {
    if (!caller.multiUser) return;
    wrapping('Failed to authorize the request', () => {
      const row = wrapping(
        'failed to authorize with the recurring run ID',
        () => this.#parts.store.recurringRuns.get(id),
      );
      this.#check(caller, verb, row.namespace, row.displayName);
    });
  }

  #check(caller: Caller, verb: string, namespace: string, name?: string): void {
    needNamespace(
      caller,
      namespace,
      'a recurring run cannot have an empty namespace in multi-user mode',
    );
    wrapping('failed to authorize with API', () =>
      caller.check({ resource: 'jobs', verb, namespace, name }),
    );
  }
}
