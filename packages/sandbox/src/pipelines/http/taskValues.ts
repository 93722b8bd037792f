import { isObject, type JsonObject } from '../../json';
import { at, records, text } from '../../simulation/kernel/json';
import { proto } from '../rpc';
import type { ExecutionRow, PipelinesStore } from '../store';
import { artifactsOf } from './showArtifacts';
import { iterationOf, rootName } from './taskTree';

type Shown = Record<string, unknown>;

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

/** How the values of one side of a task are described: what they are, and who gave them. */
function describer(
  store: PipelinesStore,
  row: ExecutionRow,
  side: 'inputs' | 'outputs',
): (key: string, kind: 'parameters' | 'artifacts') => Shown {
  if (side === 'outputs') {
    const iteration = iterationOf(store, row);
    const producer = {
      task_name: row.taskName,
      ...(iteration === undefined ? {} : { iteration: String(iteration) }),
    };
    const type = iteration === undefined ? 'OUTPUT' : 'ITERATOR_OUTPUT';
    return () => ({ type, producer });
  }
  if (row.kind === 'ROOT') {
    return () => ({
      type: 'RUNTIME_VALUE_INPUT',
      producer: { task_name: rootName },
    });
  }
  return (key, kind) => sourceOf(at(row.task.inputs, kind, key));
}

/** `PipelineTask.InputOutputs`: there even when there is nothing in it. */
export function showValues(
  store: PipelinesStore,
  row: ExecutionRow,
  side: 'inputs' | 'outputs',
): Shown {
  const { parameters, artifacts } = row[side];
  const describe = describer(store, row, side);
  const loop = row.kind === 'LOOP' ? row.task.parameterIterator : undefined;
  const item = text(at(loop, 'itemInput'));
  return proto({
    parameters: Object.entries(parameters)
      .filter(([, value]) => value !== null && value !== undefined)
      .flatMap(([key, value]) =>
        side === 'inputs' && key === item && Array.isArray(value)
          ? value.map((one: unknown, index) => ({
              value: one,
              type: 'ITERATOR_INPUT',
              parameter_key: key,
              producer: { task_name: row.taskName, iteration: String(index) },
            }))
          : {
              value,
              ...describe(key, 'parameters'),
              parameter_key: key,
            },
      ),
    artifacts: Object.entries(artifacts).map(([key, ids]) => ({
      artifacts: ids
        .flatMap(id => store.executions.artifacts.find(id) ?? [])
        .flatMap(artifactsOf)
        .map(artifact => artifact.shown),
      ...describe(key, 'artifacts'),
      artifact_key: key,
    })),
  });
}

/** Which artifact went into which task, or came out of it. */
export function artifactTasksOf(
  store: PipelinesStore,
  row: ExecutionRow,
): JsonObject[] {
  return (['inputs', 'outputs'] as const).flatMap(side =>
    records(showValues(store, row, side).artifacts).flatMap(
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
