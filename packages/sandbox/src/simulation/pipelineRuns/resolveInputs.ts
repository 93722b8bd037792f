import type {
  ExecutionRow,
  PipelinesStore,
  TaskValues,
} from '../../pipelines/store';
import { at, record, records, text, type Json } from '../kernel';
import { evaluate } from './expression';
import { ProducedValues } from './producedValues';

/** What a driver is asked about. */
export interface TaskPlace {
  store: PipelinesStore;
  /** The DAG around. */
  dag: ExecutionRow;
  taskName: string;
  task: Json;
  component: Json;
  /** In a round of a loop. */
  iteration?: number;
  isDag: boolean;
  run: { id: string; name: string; displayName: string; createdAt: string };
}

/** An optional input that nothing was given for. */
const missing = Symbol('missing');

/** A value as text: what is none is written as JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The items that a loop goes over. @throws Error when they are no list */
export function itemsOf(
  task: Json,
  inputs: TaskValues['parameters'],
): unknown[] {
  const items = record(at(task.parameterIterator, 'items'));
  const raw = text(items.raw);
  let value: unknown = raw;
  if (raw === undefined) {
    const name = text(items.inputParameter) ?? '';
    if (!Object.hasOwn(inputs, name)) {
      throw new Error(
        `iterating on item input ${JSON.stringify(at(task.parameterIterator, 'itemInput'))} failed: cannot find input parameter`,
      );
    }
    value = inputs[name];
  }
  const list =
    typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  if (!Array.isArray(list)) {
    throw new Error('value is not list');
  }
  return list;
}

/**
 * Resolves the inputs of a task as the driver does (`backend/src/v2/driver/resolve.go`).
 *
 * @throws Error in the driver's words
 */
export function resolveInputs(place: TaskPlace): TaskValues {
  const inputs =
    place.iteration === undefined ? taskInputs(place) : roundInputs(place);
  select(place.task, inputs.parameters);
  checkTypes(place, inputs.parameters);
  return inputs;
}

/** A round has what the loop has, and its own item. */
function roundInputs({ dag, task, iteration = 0 }: TaskPlace): TaskValues {
  const iterator = record(task.parameterIterator);
  const item = text(iterator.itemInput) ?? '';
  const name = text(at(iterator.items, 'inputParameter'));
  const items = itemsOf(task, dag.inputs.parameters);
  if (iteration >= items.length) {
    throw new Error(
      `bug: ${items.length} items found, but getting index ${iteration}`,
    );
  }
  const parameters = { ...dag.inputs.parameters };
  if (name !== undefined) {
    delete parameters[name];
  }
  return {
    parameters: { ...parameters, [item]: items[iteration] },
    artifacts: { ...dag.inputs.artifacts },
  };
}

function taskInputs(place: TaskPlace): TaskValues {
  const { task, component, dag, store } = place;
  const given = record(at(task.inputs, 'parameters'));
  const known = record(at(component.inputDefinitions, 'parameters'));
  const parameters: Record<string, unknown> = {};
  if (place.isDag) {
    for (const [name, definition] of Object.entries(known)) {
      if (
        !Object.hasOwn(given, name) &&
        at(definition, 'isOptional') === true
      ) {
        parameters[name] = at(definition, 'defaultValue') ?? null;
      }
    }
  }
  for (const [name, spec] of Object.entries(given)) {
    if (at(known[name], 'parameterType') === 'TASK_CONFIG') {
      continue;
    }
    const value = parameter(place, record(spec));
    if (value !== missing) {
      checkLiterals(name, value, known[name]);
      parameters[name] = value;
    } else if (at(known[name], 'isOptional') !== true) {
      throw new Error(
        `the resolved input parameter is null: ${String(at(spec, 'componentInputParameter'))}`,
      );
    }
  }
  const artifacts: Record<string, string[]> = {};
  const produced = new ProducedValues(store);
  for (const [name, spec] of Object.entries(
    record(at(task.inputs, 'artifacts')),
  )) {
    const failed = (why: string) =>
      new Error(
        `failed to resolve input artifact ${name} with spec ${JSON.stringify(spec)}: ${why}`,
      );
    const from = text(at(spec, 'componentInputArtifact'));
    if (from !== undefined) {
      const own = dag.inputs.artifacts[from];
      if (own) {
        artifacts[name] = own;
      } else if (
        at(component.inputDefinitions, 'artifacts', name, 'isOptional') !== true
      ) {
        throw failed(`parent DAG does not have input artifact ${from}`);
      }
      continue;
    }
    const output = record(at(spec, 'taskOutputArtifact'));
    const producer = text(output.producerTask) ?? '';
    try {
      artifacts[name] = produced
        .artifacts(dag, producer, text(output.outputArtifactKey) ?? '')
        .map(({ id }) => id);
    } catch {
      throw failed(
        `cannot find producer task ${JSON.stringify(`${producer}.${dag.number}`)}`,
      );
    }
  }
  return { parameters, artifacts };
}

function parameter(place: TaskPlace, spec: Json): unknown {
  const { dag, run } = place;
  const failed = (why: string) =>
    new Error(
      `resolving input parameter with spec ${JSON.stringify(spec)}: ${why}`,
    );
  const from = text(spec.componentInputParameter);
  if (from !== undefined) {
    if (!Object.hasOwn(dag.inputs.parameters, from)) {
      throw failed(`parent DAG does not have input parameter ${from}`);
    }
    return dag.inputs.parameters[from] ?? missing;
  }
  if (spec.taskOutputParameter !== undefined) {
    const output = record(spec.taskOutputParameter);
    try {
      return new ProducedValues(place.store).parameter(
        dag,
        text(output.producerTask) ?? '',
        text(output.outputParameterKey) ?? '',
      );
    } catch (error) {
      throw failed((error as Error).message);
    }
  }
  if (spec.taskFinalStatus !== undefined) {
    return finalStatus(place);
  }
  const constant = at(spec.runtimeValue, 'constant');
  if (typeof constant !== 'string') {
    return constant ?? missing;
  }
  const placeholders: Record<string, string> = {
    '{{$.pipeline_job_name}}': run.displayName,
    '{{$.pipeline_job_resource_name}}': run.name,
    '{{$.pipeline_job_uuid}}': run.id,
    '{{$.pipeline_task_name}}': place.taskName,
    '{{$.pipeline_task_uuid}}': dag.number,
    '{{$.pipeline_job_create_time_utc}}': run.createdAt,
    '{{$.pipeline_job_schedule_time_utc}}': run.createdAt,
  };
  return (
    placeholders[constant] ??
    constant.replaceAll('{{$.workspace_path}}', '/kfp-workspace')
  );
}

/** How the task fared that an exit handler waits for. */
function finalStatus({ store, dag, task, run }: TaskPlace): unknown {
  const [name] = Array.isArray(task.dependentTasks)
    ? task.dependentTasks.map(String)
    : [];
  if (name === undefined) {
    throw new Error(
      `task ${String(at(task.taskInfo, 'name'))} has no dependent tasks`,
    );
  }
  const [producer] = store.executions.within(dag, name);
  if (!producer) {
    throw new Error(`producer task, ${name}, not in tasks`);
  }
  const states: Record<string, string> = {
    SUCCEEDED: 'COMPLETE',
    SKIPPED: 'CANCELED',
  };
  return {
    state: states[producer.state] ?? producer.state,
    pipelineTaskName: name,
    pipelineJobResourceName: run.name,
    error: {},
  };
}

function checkLiterals(
  name: string,
  value: unknown,
  definition: unknown,
): void {
  const literals = at(definition, 'literals');
  if (
    Array.isArray(literals) &&
    literals.length > 0 &&
    !literals.some(one => JSON.stringify(one) === JSON.stringify(value))
  ) {
    throw new Error(
      `validating parameter ${JSON.stringify(name)}: input parameter ${JSON.stringify(name)} value ${JSON.stringify(value)} does not match any of the allowed literal values: ${JSON.stringify(literals)}`,
    );
  }
}

function select(task: Json, parameters: Record<string, unknown>): void {
  for (const [name, spec] of Object.entries(
    record(at(task.inputs, 'parameters')),
  )) {
    const selector = text(at(spec, 'parameterExpressionSelector'));
    if (selector === undefined) {
      continue;
    }
    try {
      if (!Object.hasOwn(parameters, name)) {
        throw new Error('value not found in inputs');
      }
      parameters[name] = evaluate(selector, {
        string_value: valueText(parameters[name]),
        struct_value: parameters[name],
        list_value: parameters[name],
      });
    } catch (error) {
      throw new Error(
        `resolving parameter ${JSON.stringify(name)}: evaluation of parameter expression selector ${JSON.stringify(selector)} failed: ${(error as Error).message}`,
      );
    }
  }
}

const fits: Record<string, string> = {
  NUMBER_DOUBLE: 'number',
  NUMBER_INTEGER: 'number',
  BOOLEAN: 'bool',
  LIST: 'list',
  STRUCT: 'struct',
  TASK_FINAL_STATUS: 'struct',
  TASK_CONFIG: 'struct',
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'list';
  }
  const kinds: Record<string, string> = { boolean: 'bool', object: 'struct' };
  return kinds[typeof value] ?? typeof value;
}

function checkTypes(
  { task, component, iteration }: TaskPlace,
  parameters: Record<string, unknown>,
): void {
  const iterator = record(task.parameterIterator);
  const set =
    task.parameterIterator === undefined
      ? undefined
      : iteration === undefined
        ? iterator.itemInput
        : at(iterator.items, 'inputParameter');
  for (const [name, definition] of Object.entries(
    record(at(component.inputDefinitions, 'parameters')),
  )) {
    if (name === set) {
      continue;
    }
    const optional = at(definition, 'isOptional') === true;
    if (!Object.hasOwn(parameters, name)) {
      if (!optional && at(definition, 'defaultValue') === undefined) {
        throw new Error(
          `neither value nor default value provided for non-optional parameter ${JSON.stringify(name)}`,
        );
      }
      continue;
    }
    const value = parameters[name];
    const type = text(at(definition, 'parameterType')) ?? '';
    if (value === null && optional) {
      continue;
    }
    if (type === 'STRING') {
      parameters[name] = valueText(value);
    } else if (value === null || value === undefined) {
      throw new Error(`got null for input parameter ${JSON.stringify(name)}`);
    } else if (fits[type] !== undefined && fits[type] !== kindOf(value)) {
      throw new Error(
        `input parameter ${JSON.stringify(name)} type mismatch: expect ${type}, got ${kindOf(value)}`,
      );
    }
  }
}

/** Whether a task is to run at all. @throws Error when its condition cannot be evaluated */
export function isTriggered(task: Json, inputs: TaskValues): boolean {
  const condition = text(at(task.triggerPolicy, 'condition'));
  if (condition === undefined) {
    return true;
  }
  const result = evaluate(condition, {
    inputs: {
      parameter_values: inputs.parameters,
      artifacts: inputs.artifacts,
    },
  });
  if (typeof result !== 'boolean') {
    throw new Error(
      `evaluation error: return type is not bool, got ${String(result)}`,
    );
  }
  return result;
}

/** Artifacts of a run's inputs, as they are written into an executor's input. */
export function artifactInputs(
  store: PipelinesStore,
  artifacts: TaskValues['artifacts'],
): Json {
  return Object.fromEntries(
    Object.entries(artifacts).map(([name, ids]) => [
      name,
      {
        artifacts: records(
          ids.map(id => store.executions.artifacts.find(id)),
        ).map(artifact => ({
          name: artifact.key,
          type: { schemaTitle: artifact.type },
          uri: artifact.uri,
          metadata: artifact.metadata,
        })),
      },
    ]),
  );
}
