import { isObject, type JsonObject } from '../../json';
import { invalidInput, valueText } from '../rpc';

function parametersOf(spec: JsonObject): Record<string, JsonObject> {
  const root = isObject(spec.root) ? spec.root : {};
  const definitions = isObject(root.inputDefinitions)
    ? root.inputDefinitions
    : {};
  return isObject(definitions.parameters)
    ? (definitions.parameters as Record<string, JsonObject>)
    : {};
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

/** What a value must be for each type, and how the server says that it is not. */
const types: Record<string, [(value: unknown) => boolean, string]> = {
  NUMBER_DOUBLE: [
    isNumber,
    'type double or integer, but the parameter value is not of number value type',
  ],
  NUMBER_INTEGER: [
    isNumber,
    'type double or integer, but the parameter value is not of number value type',
  ],
  STRING: [
    value => typeof value === 'string',
    'type string, but the input parameter is not of string value type',
  ],
  BOOLEAN: [
    value => typeof value === 'boolean',
    'type bool, but the input parameter is not of bool value type',
  ],
  LIST: [
    value => Array.isArray(value),
    'type list, but the input parameter is not of list value type',
  ],
  STRUCT: [
    isObject,
    'type struct, but the input parameter is not of struct value type',
  ],
  TASK_FINAL_STATUS: [
    () => false,
    'type TASK_FINAL_STATUS, which is invalid for root component',
  ],
};

function checkValue(name: string, value: unknown, definition: JsonObject) {
  const type = definition.parameterType;
  if (typeof type !== 'string') {
    throw invalidInput(`input parameter ${name} has unspecified type`);
  }
  const [fits, requirement] = types[type] ?? [() => false, 'type unknown'];
  if (!fits(value)) {
    throw invalidInput(`input parameter ${name} requires ${requirement}`);
  }
  const literals = Array.isArray(definition.literals)
    ? definition.literals
    : [];
  const same = JSON.stringify(value);
  if (
    literals.length > 0 &&
    !literals.some(literal => JSON.stringify(literal) === same)
  ) {
    throw invalidInput(
      `input parameter ${JSON.stringify(name)} value ${valueText(value)} does not match any of the allowed literal values: [${literals.map(valueText).join(' ')}]`,
    );
  }
}

/**
 * Whether a run's parameters are those that the pipeline takes.
 *
 * @throws RpcError 400 that names the parameter
 */
export function checkInputs(
  spec: JsonObject,
  parameters: Record<string, unknown>,
): void {
  const definitions = parametersOf(spec);
  for (const [name, definition] of Object.entries(definitions)) {
    if (!Object.hasOwn(parameters, name)) {
      if (
        definition.isOptional !== true &&
        definition.defaultValue === undefined
      ) {
        throw invalidInput(
          `parameter ${name} is not optional, yet has neither default value nor user provided value`,
        );
      }
    } else {
      checkValue(name, parameters[name], definition);
    }
  }
  const extra = Object.keys(parameters).filter(
    name => !Object.hasOwn(definitions, name),
  );
  if (extra.length > 0) {
    throw invalidInput(
      `parameter(s) provided are not required by pipeline: ${extra.join(', ')}`,
    );
  }
}

/** The parameters of a run with the pipeline's defaults. */
export function resolvedInputs(
  spec: JsonObject,
  parameters: Record<string, unknown>,
): Record<string, unknown> {
  return {
    ...Object.fromEntries(
      Object.entries(parametersOf(spec)).map(([name, definition]) => [
        name,
        definition.defaultValue ?? null,
      ]),
    ),
    ...parameters,
  };
}
