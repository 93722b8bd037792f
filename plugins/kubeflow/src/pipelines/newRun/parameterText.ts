import type { PipelineInput } from '@kubeflow-portal/plugin-kubeflow-common';

/** What a person has typed for one parameter; absent: nothing was chosen, so the pipeline's default holds. */
export type ParameterText = string | undefined;

/** What a typed text is as a value, or why it is none. */
export type ParsedParameter =
  | { value: unknown; problem?: undefined }
  | { value?: undefined; problem: ParameterProblem | undefined };

/** Keys of messages; see `newRunMessages.problem`. */
export type ParameterProblem =
  | 'required'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'json'
  | 'list'
  | 'struct'
  | 'literal';

/** Numbers that JavaScript keeps exactly; the Pipelines API holds parameters as JSON numbers, too. */
const integer = /^[+-]?\d{1,16}$/;
const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** How a field shows a value: as one types it. */
export function parameterText(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, undefined, 2);
}

/**
 * Reads what a person typed. Nothing typed is no value: the pipeline's default holds, and where there is none, an
 * optional input stays without.
 *
 * @param text - Absent or empty: nothing. An empty text is a value of its own only where the default is a text
 */
export function parseParameter(
  input: PipelineInput,
  text: ParameterText,
): ParsedParameter {
  if (text === undefined || (text === '' && !takesEmpty(input))) {
    return input.isOptional || input.defaultValue !== undefined
      ? { problem: undefined }
      : { problem: 'required' };
  }
  const parsed = parseTyped(input.type, text);
  if (
    parsed.problem === undefined &&
    input.literals &&
    !input.literals.some(literal => isSame(literal, parsed.value))
  ) {
    return { problem: 'literal' };
  }
  return parsed;
}

/** Whether a field that was emptied means the empty text: only where the default would be another one. */
function takesEmpty(input: PipelineInput): boolean {
  return (
    input.type === 'STRING' &&
    !input.literals &&
    input.defaultValue !== undefined
  );
}

function parseTyped(type: string, text: string): ParsedParameter {
  const trimmed = text.trim();
  switch (type) {
    case 'NUMBER_INTEGER':
      return integer.test(trimmed) && Number.isSafeInteger(Number(trimmed))
        ? { value: Number(trimmed) }
        : { problem: 'integer' };
    case 'NUMBER_DOUBLE':
      return decimal.test(trimmed) && Number.isFinite(Number(trimmed))
        ? { value: Number(trimmed) }
        : { problem: 'number' };
    case 'BOOLEAN':
      return trimmed === 'true' || trimmed === 'false'
        ? { value: trimmed === 'true' }
        : { problem: 'boolean' };
    case 'LIST':
    case 'STRUCT':
      return parseJson(type, trimmed);
    default:
      return { value: text };
  }
}

function parseJson(type: 'LIST' | 'STRUCT', text: string): ParsedParameter {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'json' };
  }
  if (type === 'LIST') {
    return Array.isArray(value) ? { value } : { problem: 'list' };
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { value }
    : { problem: 'struct' };
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
