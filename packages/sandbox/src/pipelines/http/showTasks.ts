import { isObject, type JsonObject } from '../../json';
import { at, record, records, text } from '../../simulation/kernel/json';
import { mapField, proto, rfc3339 } from '../rpc';
import type {
  ArtifactRow,
  ExecutionRow,
  PipelinesStore,
  RunRow,
} from '../store';

type Shown = Record<string, unknown>;

/** The API's words for types of artifacts (`ArtifactType` of artifact.proto). */
const types: Record<string, string> = {
  'system.Model': 'Model',
  'system.Dataset': 'Dataset',
  'system.HTML': 'HTML',
  'system.Markdown': 'Markdown',
  'system.Metrics': 'Metric',
  'system.ClassificationMetrics': 'ClassificationMetric',
  'system.SlicedClassificationMetrics': 'SlicedClassificationMetric',
};

/** An artifact as the API has it; of metrics, each number is one of its own. */
export interface ShownArtifact {
  id: string;
  row: ArtifactRow;
  shown: Shown;
}

function numbered(id: string, number: number): string {
  return `${id.slice(0, 19)}-${number.toString(16).padStart(4, '0')}${id.slice(28)}`;
}

export function artifactsOf(row: ArtifactRow): ShownArtifact[] {
  const shared = {
    type: types[row.type] ?? 'Artifact',
    uri: row.uri || undefined,
    created_at: rfc3339(row.createdAt),
    namespace: row.namespace,
  };
  const numbers = Object.entries(row.metadata).filter(
    ([, value]) => typeof value === 'number',
  );
  if (row.type === 'system.Metrics' && numbers.length > 0) {
    return numbers.map(([name, value], index) => {
      const id = numbered(row.id, index);
      const shown = proto({
        artifact_id: id,
        name,
        ...shared,
        number_value: value,
      });
      return { id, row, shown };
    });
  }
  return [
    {
      id: row.id,
      row,
      shown: proto({
        artifact_id: row.id,
        name: row.key,
        ...shared,
        metadata: mapField(row.metadata),
      }),
    },
  ];
}

/** Rounds of loops are no tasks of their own: what is in them belongs to the loop, and says which round it is. */
function isRound(row: ExecutionRow): boolean {
  return row.kind === 'DAG' && row.iteration !== undefined;
}

/** Tasks of a run as the API lists them. */
export function tasksOf(store: PipelinesStore, runId: string): ExecutionRow[] {
  const rows = store.executions.ofRun(runId).filter(row => !isRound(row));
  // Of a task that was prepared twice, the later one counts.
  const latest = new Map(
    rows.map(row => [
      `${row.parent}/${row.taskName}/${row.iteration ?? ''}`,
      row,
    ]),
  );
  return rows.filter(row => [...latest.values()].includes(row));
}

function lineOf(store: PipelinesStore, row: ExecutionRow): ExecutionRow[] {
  const line = [row];
  for (
    let around = store.executions.find(row.parent);
    around;
    around = store.executions.find(around.parent)
  ) {
    line.unshift(around);
  }
  return line;
}

function typeOf({ kind, taskName, component }: ExecutionRow): string {
  switch (kind) {
    case 'ROOT':
    case 'LOOP':
    case 'IMPORTER':
      return kind;
    case 'CONTAINER':
      return 'RUNTIME';
    default:
      break;
  }
  if (/^condition-branches-\d+$/.test(taskName)) return 'CONDITION_BRANCH';
  if (/^condition-\d+$/.test(taskName)) return 'CONDITION';
  if (/^exit-handler-\d+$/.test(taskName)) return 'EXIT_HANDLER';
  return component.dag === undefined ? 'RUNTIME' : 'DAG';
}

const over = new Set(['SUCCEEDED', 'FAILED', 'SKIPPED', 'CACHED']);

/** A DAG has ended when all that is in it has; the run's end is the end of all. */
export function stateOf(
  store: PipelinesStore,
  run: RunRow | undefined,
  row: ExecutionRow,
): { state: string; finishedAt: number } {
  const isDag =
    row.kind === 'ROOT' || row.kind === 'DAG' || row.kind === 'LOOP';
  if (!isDag || row.state !== 'RUNNING') {
    return { state: row.state, finishedAt: row.finishedAt };
  }
  const children = store.executions
    .within(row)
    .map(child => stateOf(store, run, child));
  const expected =
    row.kind === 'LOOP'
      ? (row.rounds ?? 0)
      : Object.keys(record(at(row.component.dag, 'tasks'))).length;
  const isOver =
    children.length >= expected &&
    children.every(({ state }) => over.has(state));
  const runIsOver = run !== undefined && run.finishedAt > 0;
  if (!isOver && !runIsOver) return { state: 'RUNNING', finishedAt: 0 };
  const failed = children.some(({ state }) => state === 'FAILED');
  return {
    state: failed || !isOver ? 'FAILED' : 'SUCCEEDED',
    finishedAt: Math.max(
      isOver ? 0 : (run?.finishedAt ?? 0),
      row.startedAt,
      ...children.map(({ finishedAt }) => finishedAt),
    ),
  };
}

/** Where an input comes from. */
function sourceOf(spec: unknown): { type: string; producer?: Shown } {
  const producer = text(
    at(spec, 'taskOutputParameter', 'producerTask') ??
      at(spec, 'taskOutputArtifact', 'producerTask'),
  );
  if (producer !== undefined) {
    return { type: 'TASK_OUTPUT_INPUT', producer: { task_name: producer } };
  }
  return {
    type: isObject(at(spec, 'runtimeValue'))
      ? 'RUNTIME_VALUE_INPUT'
      : 'COMPONENT_INPUT',
  };
}

function showValues(
  store: PipelinesStore,
  row: ExecutionRow,
  side: 'inputs' | 'outputs',
): Shown | undefined {
  const { parameters, artifacts } = row[side];
  const own = (key: string, kind: 'parameters' | 'artifacts') =>
    side === 'outputs'
      ? {
          type: row.iteration === undefined ? 'OUTPUT' : 'ITERATOR_OUTPUT',
          producer: proto({
            task_name: row.taskName,
            iteration:
              row.iteration === undefined ? undefined : String(row.iteration),
          }),
        }
      : sourceOf(at(row.task.inputs, kind, key));
  const shown = {
    parameters: Object.entries(parameters)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => ({
        value,
        ...own(key, 'parameters'),
        parameter_key: key,
      })),
    artifacts: Object.entries(artifacts).map(([key, ids]) => ({
      artifacts: ids
        .flatMap(id => store.executions.artifacts.find(id) ?? [])
        .flatMap(artifactsOf)
        .map(artifact => artifact.shown),
      ...own(key, 'artifacts'),
      artifact_key: key,
    })),
  };
  const given = proto(shown);
  return Object.keys(given).length > 0 ? given : undefined;
}

/** A task as the newer API shows it (`PipelineTask` of run.proto). */
export function showPipelineTask(
  store: PipelinesStore,
  row: ExecutionRow,
): Shown {
  const run = store.runs.find(row.runId);
  const { state, finishedAt } = stateOf(store, run, row);
  const line = lineOf(store, row);
  const around = line.slice(0, -1);
  const parent = around.filter(one => !isRound(one)).at(-1);
  const round = around.at(-1);
  const iteration =
    row.iteration ?? (round && isRound(round) ? round.iteration : undefined);
  const children = tasksOf(store, row.runId).filter(
    child =>
      lineOf(store, child)
        .slice(0, -1)
        .filter(one => !isRound(one))
        .at(-1) === row,
  );
  return proto({
    name: row.taskName,
    display_name: text(at(row.task.taskInfo, 'name')) ?? row.taskName,
    task_id: row.id,
    run_id: row.runId,
    pods: row.pods,
    cache_fingerprint: row.fingerprint,
    create_time: rfc3339(row.createdAt),
    start_time: rfc3339(row.startedAt),
    end_time: finishedAt > 0 ? rfc3339(finishedAt) : undefined,
    state,
    status_metadata: row.message ? { message: row.message } : undefined,
    state_history: [
      { update_time: rfc3339(row.startedAt), state: 'RUNNING' },
      ...(over.has(state) ? [{ update_time: rfc3339(finishedAt), state }] : []),
    ],
    type: typeOf(row),
    type_attributes: proto({
      iteration_index: iteration === undefined ? undefined : String(iteration),
      iteration_count:
        row.rounds === undefined ? undefined : String(row.rounds),
    }),
    parent_task_id: parent?.id,
    child_tasks: children.map(child => ({
      task_id: child.id,
      name: child.taskName,
    })),
    inputs: showValues(store, row, 'inputs'),
    outputs: showValues(store, row, 'outputs'),
    scope_path: line
      .filter(one => !isRound(one))
      .map(one => one.taskName)
      .join('.'),
  });
}

/** Which artifact went into which task, or came out of it. */
export function artifactTasksOf(
  store: PipelinesStore,
  row: ExecutionRow,
): JsonObject[] {
  return (['inputs', 'outputs'] as const).flatMap(side =>
    records(showValues(store, row, side)?.artifacts).flatMap(
      ({ artifacts, artifact_key: key, type, producer }) =>
        records(artifacts).map(({ artifact_id: id }) =>
          proto({
            id: `${String(id).slice(0, 24)}${row.id.slice(24)}`,
            artifact_id: id,
            run_id: row.runId,
            task_id: row.id,
            type,
            producer,
            key,
          }),
        ),
    ),
  );
}
