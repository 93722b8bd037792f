import type { ExecutionRow } from '../../pipelines/store';
import { at, record, text } from '../kernel';
import type { PodRequest } from '../workflows/PodPlan';
import type { DriverContext } from './drive';
import { addArtifact } from './finishExecution';
import { resolveInputs, valueText } from './resolveInputs';

/**
 * Does what an importer does: an artifact that lies somewhere already is one of the run's.
 *
 * @throws Error in the launcher's words
 */
export function importArtifact(
  context: DriverContext,
  request: PodRequest,
  taskSpec: string,
): ExecutionRow {
  const { store, random, now, namespace, runId } = context;
  const { inputs } = request;
  const dag = store.executions.find(inputs['parent-dag-id'] ?? '');
  if (!dag) {
    throw new Error(`failed to get DAG ${inputs['parent-dag-id']}`);
  }
  const task = record(JSON.parse(taskSpec || '{}'));
  const component = record(JSON.parse(inputs.component || '{}'));
  const importer = record(JSON.parse(inputs.importer || '{}'));
  const taskName =
    request.node.displayName === 'iteration-item'
      ? (text(at(task.taskInfo, 'name')) ?? '')
      : request.node.displayName;
  const resolved = resolveInputs({
    store,
    dag,
    taskName,
    task,
    component,
    isDag: false,
    run: {
      id: runId,
      name: context.runName,
      displayName: context.runName,
      createdAt: context.createdAt,
    },
  });
  const named = text(at(importer.artifactUri, 'runtimeParameter'));
  const uri =
    named === undefined
      ? text(at(importer.artifactUri, 'constant'))
      : valueText(resolved.parameters[named] ?? '');
  if (!uri) {
    throw new Error('importer artifact URI is empty');
  }
  const row = store.executions.add({
    id: random.uuid(),
    number: store.executions.nextNumber(),
    runId,
    namespace,
    kind: 'IMPORTER',
    taskName,
    component,
    task,
    parent: dag.number,
    state: 'SUCCEEDED',
    createdAt: now,
    startedAt: now,
    finishedAt: now,
    pods: [],
    inputs: resolved,
    outputs: { parameters: {}, artifacts: {} },
  });
  const metadata = Object.fromEntries(
    Object.entries(record(importer.metadata)).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? value.replace(
            /\{\{\$\.inputs\.parameters\[['"](.+?)['"]\]\}\}/g,
            (_, name: string) => valueText(resolved.parameters[name]),
          )
        : value,
    ]),
  );
  const keys = Object.keys(
    record(at(component.outputDefinitions, 'artifacts')),
  );
  for (const key of keys) {
    addArtifact(store, row, {
      key,
      type: text(at(importer.typeSchema, 'schemaTitle')) ?? 'system.Artifact',
      uri,
      metadata,
      now,
    });
  }
  return row;
}
