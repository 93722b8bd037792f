import { asRecord, asString } from '../reading';
import type {
  PipelineInput,
  PipelineNode,
  PipelinePort,
  PipelineValueSource,
} from './graphTypes';
import { field, fieldAt, member, members, textField } from './pipelineSpec';

/** What is known where a task stands: the DAG around it, if any. */
export interface Surroundings {
  parent?: PipelineNode;
  /** {@link PipelineNode.id} of a task in the same DAG. */
  idOf(taskKey: string): string;
}

/** The outputs that a component declares. */
export function outputsOf(component: unknown): PipelinePort[] {
  return portsOf(field(component, 'outputDefinitions'));
}

/** The inputs that a component declares and its task gives, each with its source. */
export function inputsOf(
  component: unknown,
  task: unknown,
  around: Surroundings,
): PipelinePort[] {
  const declared = portsOf(field(component, 'inputDefinitions'));
  const given = field(task, 'inputs');
  const ports = new Map(
    declared.map(port => [`${port.is}/${port.name}`, port]),
  );
  for (const [is, group] of [
    ['parameter', 'parameters'],
    ['artifact', 'artifacts'],
  ] as const) {
    for (const [name, input] of members(field(given, group))) {
      const port = ports.get(`${is}/${name}`) ?? { name, is };
      ports.set(`${is}/${name}`, { ...port, source: sourceOf(input, around) });
    }
  }
  return [...ports.values()];
}

function portsOf(definitions: unknown): PipelinePort[] {
  return [
    ...members(field(definitions, 'parameters')).map(([name, port]) => ({
      name,
      is: 'parameter' as const,
      ...parameterFacts(port),
    })),
    ...members(field(definitions, 'artifacts')).map(([name, port]) => ({
      name,
      is: 'artifact' as const,
      type: artifactType(field(port, 'artifactType')),
      ...(field(port, 'isArtifactList') === true && { isList: true }),
      ...(field(port, 'isOptional') === true && { isOptional: true }),
      ...described(port),
    })),
  ];
}

function parameterFacts(port: unknown): Omit<PipelinePort, 'name' | 'is'> {
  const defaultValue = field(port, 'defaultValue');
  return {
    type: parameterType(port),
    ...(defaultValue !== undefined && { defaultValue }),
    ...((defaultValue !== undefined || field(port, 'isOptional') === true) && {
      isOptional: true,
    }),
    ...described(port),
  };
}

function described(port: unknown): { description?: string } {
  const description = textField(port, 'description');
  return description === undefined ? {} : { description };
}

/** `INT`, `DOUBLE` are what the first 2.x schema called the numbers. */
function parameterType(port: unknown): string {
  const type = textField(port, 'parameterType') ?? textField(port, 'type');
  switch (type) {
    case 'INT':
      return 'NUMBER_INTEGER';
    case 'DOUBLE':
      return 'NUMBER_DOUBLE';
    default:
      return type ?? 'STRING';
  }
}

/** `system.Model`; a schema that is given whole tells its title. */
export function artifactType(schema: unknown): string {
  const title = textField(schema, 'schemaTitle');
  const instance = textField(schema, 'instanceSchema');
  return (
    title ??
    (instance && /^title:\s*([\w.]+)/m.exec(instance)?.[1]) ??
    'system.Artifact'
  );
}

/** Where an input's value comes from; what the DAGs around pass down is followed to its origin. */
export function sourceOf(
  input: unknown,
  around: Surroundings,
): PipelineValueSource {
  const output =
    field(input, 'taskOutputParameter') ?? field(input, 'taskOutputArtifact');
  if (output !== undefined) {
    const producer = textField(output, 'producerTask');
    const name =
      textField(output, 'outputParameterKey') ??
      textField(output, 'outputArtifactKey');
    return producer === undefined
      ? { from: 'unknown' }
      : { from: 'task', nodeId: around.idOf(producer), output: name ?? '' };
  }
  const passed =
    textField(input, 'componentInputParameter') ??
    textField(input, 'componentInputArtifact');
  if (passed !== undefined) {
    return fromAround(passed, around.parent);
  }
  const status = fieldAt(input, 'taskFinalStatus', 'producerTask');
  if (asString(status) !== undefined) {
    return { from: 'run', what: `status of ${String(status)}` };
  }
  const value = asRecord(field(input, 'runtimeValue'));
  if (value) {
    const runtime = textField(value, 'runtimeParameter');
    return runtime === undefined
      ? {
          from: 'constant',
          value: field(value, 'constant') ?? oldConstant(value),
        }
      : { from: 'run', what: runtime };
  }
  return { from: 'unknown' };
}

function oldConstant(value: unknown): unknown {
  const constant = field(value, 'constantValue');
  return (
    field(constant, 'stringValue') ??
    field(constant, 'intValue') ??
    field(constant, 'doubleValue')
  );
}

function fromAround(
  name: string,
  parent: PipelineNode | undefined,
): PipelineValueSource {
  if (!parent) {
    return { from: 'pipeline-input', name };
  }
  if (parent.loop?.itemName === name) {
    return { from: 'loop-item', name };
  }
  return (
    parent.inputs.find(port => port.name === name)?.source ?? {
      from: 'unknown',
    }
  );
}

/**
 * What a pipeline asks for when it is run: the inputs of its root.
 *
 * @param spec - a specification in any of the shapes of {@link pipelineSpecParts}
 */
export function inputsOfRoot(spec: unknown): PipelineInput[] {
  const definitions = fieldAt(spec, 'root', 'inputDefinitions');
  return portsOf(definitions).map(port => {
    const literals = field(
      member(field(definitions, 'parameters'), port.name),
      'literals',
    );
    return {
      name: port.name,
      is: port.is,
      type: port.type ?? 'STRING',
      isOptional: port.isOptional ?? false,
      ...(port.defaultValue !== undefined && {
        defaultValue: port.defaultValue,
      }),
      ...(port.description !== undefined && { description: port.description }),
      ...(port.is === 'parameter' &&
        Array.isArray(literals) &&
        literals.length > 0 && { literals }),
    };
  });
}
