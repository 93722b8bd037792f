import type {
  ArtifactRow,
  ExecutionRow,
  PipelinesStore,
} from '../../pipelines/store';
import { at, record, records, text, type Json, type Random } from '../kernel';
import { artifactContent } from './artifactContent';
import { returnedValues, unknown, type PythonProgram } from './pythonProgram';
import { valueText } from './resolveInputs';

/** The key in the bucket that a URI names. */
export function objectKey(uri: string): string | undefined {
  return /^(?:minio|s3):\/\/[^/]+\/(.+)$/.exec(uri)?.[1];
}

/** A value of a type, where nobody knows the program. */
function anyValue(type: string, task: string, random: Random): unknown {
  switch (type) {
    case 'NUMBER_DOUBLE':
      return Number(random.between(0.6, 0.99).toFixed(4));
    case 'NUMBER_INTEGER':
      return random.integer(1, 100);
    case 'BOOLEAN':
      return true;
    case 'LIST':
      return [1, 2, 3];
    case 'STRUCT':
      return { task };
    default:
      return `${task}-${random.hex(6)}`;
  }
}

function fitting(type: string, value: unknown): unknown {
  const isNumber = typeof value === 'number';
  const fits: Record<string, boolean> = {
    NUMBER_DOUBLE: isNumber,
    NUMBER_INTEGER: isNumber,
    BOOLEAN: typeof value === 'boolean',
    LIST: Array.isArray(value),
    STRUCT: typeof value === 'object' && value !== null,
  };
  if (type === 'STRING' && value !== unknown && value !== undefined) {
    return valueText(value);
  }
  return fits[type] ? value : unknown;
}

/** The inputs of a component's program: what it was given, and defaults. */
export function programInputs(row: ExecutionRow): Record<string, unknown> {
  const defaults = Object.entries(
    record(at(row.component.inputDefinitions, 'parameters')),
  ).map(([name, definition]) => [name, at(definition, 'defaultValue') ?? null]);
  return { ...Object.fromEntries(defaults), ...row.inputs.parameters };
}

/** Writes down what a task gives: its parameters, its artifacts, and what lies behind them. */
export function finishExecution(
  store: PipelinesStore,
  row: ExecutionRow,
  options: {
    program: PythonProgram;
    /** `outputs` of the executor's input. */
    outputs: Json;
    random: Random;
    now: number;
  },
): ArtifactRow[] {
  const { program, random, now } = options;
  const returned = returnedValues(program, programInputs(row), random);
  const definitions = record(at(row.component.outputDefinitions, 'parameters'));
  const names = Object.keys(definitions);
  for (const [name, definition] of Object.entries(definitions)) {
    const type = text(at(definition, 'parameterType')) ?? 'STRING';
    const given = returned.has(name)
      ? returned.get(name)
      : names.length === 1
        ? returned.get('Output')
        : unknown;
    const value = fitting(type, given);
    row.outputs.parameters[name] =
      value === unknown ? anyValue(type, row.taskName, random) : value;
  }
  const made: ArtifactRow[] = [];
  for (const [key, list] of Object.entries(record(options.outputs.artifacts))) {
    if (key === 'executor-logs') {
      continue;
    }
    const [artifact] = records(at(list, 'artifacts'));
    const type = text(at(artifact?.type, 'schemaTitle')) ?? 'system.Artifact';
    const uri = text(artifact?.uri) ?? '';
    const content = artifactContent(type, {
      task: row.taskName,
      key,
      program,
      random,
    });
    const at_ = objectKey(uri);
    if (content.file !== undefined && at_ !== undefined) {
      store.objects.put(at_, content.file);
    }
    made.push(
      addArtifact(store, row, {
        key,
        type,
        uri,
        now,
        metadata: content.metadata,
      }),
    );
  }
  row.state = 'SUCCEEDED';
  row.finishedAt = now;
  store.executions.remember(row);
  return made;
}

/** One artifact more of a task. */
export function addArtifact(
  store: PipelinesStore,
  row: ExecutionRow,
  artifact: {
    key: string;
    type: string;
    uri: string;
    metadata: Json;
    now: number;
    id?: string;
  },
): ArtifactRow {
  const { key, type, uri, metadata, now } = artifact;
  const added = store.executions.artifacts.put({
    id: `${row.id.slice(0, 24)}${String(row.outputs.artifacts[key]?.length ?? 0).padStart(4, '0')}${hashOf(key)}`,
    runId: row.runId,
    namespace: row.namespace,
    key,
    type,
    uri,
    metadata,
    createdAt: now,
    producer: row.id,
  });
  row.outputs.artifacts[key] = [
    ...(row.outputs.artifacts[key] ?? []),
    added.id,
  ];
  return added;
}

/** Eight hexadecimal digits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
