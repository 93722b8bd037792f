import type { ApiObject } from '../../cluster/types';
import { isObject, type JsonObject } from '../../json';
import type { RunRow, RuntimeState, StateChange, TaskRow } from '../store';
import { podNameOf } from './podNameOf';
import { nowSeconds, type ServerParts } from './ServerParts';

/** What the server makes of Argo's phases. */
const states: Record<string, RuntimeState> = {
  Pending: 'PENDING',
  Running: 'RUNNING',
  Succeeded: 'SUCCEEDED',
  Skipped: 'SKIPPED',
  Failed: 'FAILED',
  Error: 'FAILED',
};

function stateOf(phase: unknown): RuntimeState {
  return states[String(phase)] ?? 'RUNTIME_STATE_UNSPECIFIED';
}

/** Go's zero time, in seconds since 1970: what the server makes of a time that Argo has not set. */
const goZero = Date.parse('0001-01-01T00:00:00Z') / 1000;

function secondsOf(time: unknown): number {
  const milliseconds = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(milliseconds) ? goZero : Math.floor(milliseconds / 1000);
}

function followed(
  history: readonly StateChange[],
  state: RuntimeState,
  at: number,
): StateChange[] {
  return history.at(-1)?.state === state
    ? [...history]
    : [...history, { at, state }];
}

/** Whether a Workflow has ended. */
export function isFinal(workflow: ApiObject): boolean {
  const phase = isObject(workflow.status) ? workflow.status.phase : undefined;
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
}

function isTerminating(workflow: ApiObject): boolean {
  const spec = isObject(workflow.spec) ? workflow.spec : {};
  return spec.activeDeadlineSeconds === 0 && !isFinal(workflow);
}

/** Tells the server how Workflows fare, as the persistence agent and the server's report service do together. */
export class PersistenceAgent {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  /**
   * Brings a run up to date with its Workflow. Objects that belong to no run are left alone.
   *
   * @returns whether the run has ended and everything of it is kept
   */
  report(workflow: ApiObject): boolean {
    const { store } = this.#parts;
    const runId = workflow.metadata.labels?.['pipeline/runid'];
    const run = runId === undefined ? undefined : store.runs.find(runId);
    if (!run || run.k8sName !== workflow.metadata.name) return false;
    const final = isFinal(workflow);
    const generation = Number(
      workflow.metadata.annotations?.[
        'pipelines.kubeflow.org/retry-generation'
      ] ?? 0,
    );
    // The end of an attempt that was retried meanwhile is no news.
    if (final && generation < run.retryGeneration) return false;
    const status = isObject(workflow.status) ? workflow.status : {};
    const state = isTerminating(workflow) ? 'CANCELING' : stateOf(status.phase);
    const at = final ? secondsOf(status.finishedAt) : this.#since(status, run);
    store.runs.put({
      ...run,
      state,
      finishedAt: status.finishedAt ? secondsOf(status.finishedAt) : 0,
      history: followed(run.history, state, at),
      tasks: this.#tasks(run, workflow, status),
      workflow: workflow as unknown as JsonObject,
    });
    return final;
  }

  /** The moment to write down for a state that is seen now: a Workflow of the past says when it began. */
  #since(status: JsonObject, run: RunRow): number {
    const started = secondsOf(status.startedAt);
    return run.history.length <= 1 && started > run.createdAt
      ? started
      : nowSeconds(this.#parts);
  }

  #tasks(run: RunRow, workflow: ApiObject, status: JsonObject): TaskRow[] {
    const nodes = isObject(status.nodes) ? status.nodes : {};
    const known = new Map(run.tasks.map(task => [task.podName, task]));
    const createdAt = secondsOf(workflow.metadata.creationTimestamp);
    for (const id of Object.keys(nodes).sort()) {
      const node = nodes[id];
      if (!isObject(node)) continue;
      const podName = podNameOf(workflow, node);
      const before = known.get(podName);
      const now = stateOf(node.phase);
      const state =
        now === 'RUNTIME_STATE_UNSPECIFIED' && before ? before.state : now;
      const startedAt = secondsOf(node.startedAt);
      const finishedAt = secondsOf(node.finishedAt);
      known.set(podName, {
        id: before?.id ?? this.#parts.host.uuid(),
        podName,
        displayName: String(node.displayName ?? ''),
        createdAt,
        startedAt,
        finishedAt,
        state,
        history: followed(
          before?.history ?? [],
          state,
          finishedAt > 0 ? finishedAt : startedAt > 0 ? startedAt : createdAt,
        ),
        children: Array.isArray(node.children)
          ? node.children.map(String)
          : (before?.children ?? []),
      });
    }
    return [...known.values()];
  }
}
