import {
  predicatesOf,
  prepareList,
  type ListFields,
  type ListQuery,
  type Page,
} from '../list';
import { invalidInput, notFound, proto, wrapping } from '../rpc';
import { needNamespace } from '../service';
import {
  artifactFields,
  artifactTaskFields,
  taskFields,
  type ExecutionRow,
} from '../store';
import type { ApiCall } from './ApiCall';
import type { Routes } from './Routes';
import { artifactsOf, type ShownArtifact } from './showArtifacts';
import { showPipelineTask } from './showTasks';
import { parentOf, tasksOf } from './taskTree';
import { artifactTasksOf } from './taskValues';

const tasks = '/apis/v2beta1/runs/{run_id}/tasks';
const artifacts = '/apis/v2beta1/artifacts';

function pageOf<T>(
  fields: ListFields<T>,
  rows: readonly T[],
  query: ListQuery,
): Page<T> {
  return prepareList(fields, query, predicatesOf(query, false).rest)(rows);
}

function visible(call: ApiCall, namespace: string): void {
  needNamespace(
    call.caller,
    namespace,
    'An artifact cannot have an empty namespace in multi-user mode',
  );
  call.caller.check({ resource: 'runs', verb: 'list', namespace });
}

function tasksOfRun(call: ApiCall): ExecutionRow[] {
  const { backend, caller, params } = call;
  const run = wrapping('Failed to list tasks', () =>
    backend.runs.read(caller, 'get', params.run_id),
  );
  return tasksOf(backend.store, run.id);
}

function allArtifacts(call: ApiCall): ShownArtifact[] {
  return call.backend.store.executions.artifacts.all().flatMap(artifactsOf);
}

function listOf(call: ApiCall, name: string): string[] {
  return [...call.query.getAll(name)].flatMap(value => value.split(','));
}

/** Tasks of a run; with a parent, those that are in it. */
function listTasks(call: ApiCall): Page<ExecutionRow> {
  const { store } = call.backend;
  const rows = tasksOfRun(call);
  const parentId = call.text('parent_id');
  if (parentId !== '' && !rows.some(({ id }) => id === parentId)) {
    throw notFound('Task', parentId);
  }
  return pageOf(
    taskFields,
    parentId === ''
      ? rows
      : rows.filter(row => parentOf(store, row)?.id === parentId),
    // Its order has a name of its own.
    { ...call.listQuery(), sortBy: call.text('order_by') },
  );
}

/** `artifact_tasks`: those of some runs, tasks or artifacts. */
function artifactTasks(call: ApiCall, query: ListQuery): Page<ArtifactTask> {
  const { store } = call.backend;
  const ids = {
    run_id: listOf(call, 'run_ids'),
    task_id: listOf(call, 'task_ids'),
    artifact_id: listOf(call, 'artifact_ids'),
  };
  if (Object.values(ids).every(list => list.length === 0)) {
    throw invalidInput(
      'At least one filter (task_ids, run_ids, or artifact_ids) is required',
    );
  }
  const wanted = { ...ids, type: listOf(call, 'type') };
  const runs =
    wanted.run_id.length > 0
      ? wanted.run_id
      : store.runs.all().map(({ id }) => id);
  const rows = runs
    .flatMap(id => {
      const run = call.backend.runs.read(call.caller, 'get', id);
      return tasksOf(store, run.id);
    })
    .flatMap(row => artifactTasksOf(store, row))
    .filter(row =>
      Object.entries(wanted).every(
        ([key, values]) =>
          values.length === 0 || values.includes(String(row[key])),
      ),
    )
    .map(row => ({ ...row, id: String(row.id) }));
  return pageOf(artifactTaskFields, rows, query);
}

type ArtifactTask = Record<string, unknown> & { id: string };

/** Tasks and artifacts, as servers have them that keep them by themselves. */
export function taskRoutes(routes: Routes): void {
  routes
    .on(`GET ${tasks}`, call => {
      const page = listTasks(call);
      return proto({
        tasks: page.rows.map(row => showPipelineTask(call.backend.store, row)),
        next_page_token: page.nextPageToken,
        total_size: page.totalSize,
      });
    })
    .on(`GET ${tasks}/{task_id}`, call => {
      const { task_id: id } = call.params;
      const row = tasksOfRun(call).find(one => one.id === id);
      if (!row) throw notFound('Task', id);
      return showPipelineTask(call.backend.store, row);
    })
    .on(`GET ${artifacts}`, call => {
      const namespace = call.text('namespace');
      visible(call, namespace);
      const rows = allArtifacts(call).filter(
        ({ row }) => namespace === '' || row.namespace === namespace,
      );
      const byId = new Map(rows.map(({ id, shown }) => [id, shown]));
      const page = pageOf(artifactFields, rows, call.listQuery());
      return proto({
        artifacts: page.rows.map(({ id }) => byId.get(id)),
        total_size: page.totalSize,
        next_page_token: page.nextPageToken,
      });
    })
    .on(`GET ${artifacts}/{artifact_id}`, call => {
      const { artifact_id: id } = call.params;
      const found = allArtifacts(call).find(one => one.id === id);
      if (!found) throw notFound('Artifact', id);
      visible(call, found.row.namespace);
      return found.shown;
    })
    .on('GET /apis/v2beta1/artifact_tasks', call => {
      const page = artifactTasks(call, call.listQuery());
      return proto({
        artifact_tasks: page.rows,
        total_size: page.totalSize,
        next_page_token: page.nextPageToken,
      });
    });
}
