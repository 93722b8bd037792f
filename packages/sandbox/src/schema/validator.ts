import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { StatusCause } from '../errors';
import { jsonSchemaOf } from './jsonSchemaOf';
import type { StructuralSchema } from './StructuralSchema';

/** Checks an object; gives one cause for each bad field, none when all is well. */
export type Validator = (object: unknown) => Required<StatusCause>[];

function fieldPath(pointer: string, object: unknown): string {
  let path = '';
  let value = object;
  for (const raw of pointer.split('/').slice(1)) {
    const part = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    path += Array.isArray(value) ? `[${part}]` : `${path ? '.' : ''}${part}`;
    value = (value as Record<string, unknown> | undefined)?.[part];
  }
  return path;
}

function valueAt(pointer: string, object: unknown): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, part) =>
        (value as Record<string, unknown> | undefined)?.[
          part.replaceAll('~1', '/').replaceAll('~0', '~')
        ],
      object,
    );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function causeOf(error: ErrorObject, object: unknown): Required<StatusCause> {
  const field = fieldPath(error.instancePath, object);
  const value = valueAt(error.instancePath, object);
  const bad = (what: string) => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${shown(value)}: ${field || '<root>'} in body ${what}`,
    field: field || '<nil>',
  });
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required': {
      const missing = `${field ? `${field}.` : ''}${String(params.missingProperty)}`;
      return {
        reason: 'FieldValueRequired',
        message: 'Required value',
        field: missing,
      };
    }
    case 'type': {
      const wanted = String(params.type).replace(/,?null$/, '');
      return {
        reason: 'FieldValueTypeInvalid',
        message: `Invalid value: ${JSON.stringify(typeName(value))}: ${field} in body must be of type ${wanted}: ${JSON.stringify(typeName(value))}`,
        field,
      };
    }
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).filter(
        item => item !== null,
      );
      return {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${shown(value)}: supported values: ${allowed.map(item => JSON.stringify(item)).join(', ')}`,
        field,
      };
    }
    case 'pattern':
      return bad(`should match '${String(params.pattern)}'`);
    case 'minimum':
      return bad(`should be greater than or equal to ${String(params.limit)}`);
    case 'maximum':
      return bad(`should be less than or equal to ${String(params.limit)}`);
    case 'minLength':
      return bad(`should be at least ${String(params.limit)} chars long`);
    case 'maxLength':
      return {
        reason: 'FieldValueTooLong',
        message: `Too long: may not be more than ${String(params.limit)} bytes`,
        field,
      };
    case 'minItems':
      return bad(`should have at least ${String(params.limit)} items`);
    case 'maxItems':
      return {
        reason: 'FieldValueTooMany',
        message: `Too many: ${(value as unknown[]).length}: must have at most ${String(params.limit)} items`,
        field,
      };
    default:
      return bad(error.message ?? `does not meet '${error.keyword}'`);
  }
}

/**
 * Compiles a CRD's schema when it is first needed: some are large, and most are never written to.
 */
export function validatorOf(schema: StructuralSchema): Validator {
  let compiled: ValidateFunction | undefined;
  return object => {
    compiled ??= compile(schema);
    if (compiled(object)) return [];
    return (compiled.errors ?? []).map(error => causeOf(error, object));
  };
}

const tolerantPattern = Object.assign(
  (pattern: string, flags: string): RegExp => {
    try {
      return new RegExp(pattern, flags);
    } catch {
      return /(?:)/;
    }
  },
  { code: 'new RegExp' },
);

let shared: Ajv | undefined;

function compile(schema: StructuralSchema): ValidateFunction {
  shared ??= new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: false,
    // The schemas of CRDs are checked when they are created; what is made of them here is all right.
    validateSchema: false,
    addUsedSchema: false,
    // Go's patterns are not all JavaScript's; those that are not are not checked.
    code: { regExp: tolerantPattern, optimize: false },
    unicodeRegExp: false,
  });
  const json = jsonSchemaOf(schema);
  const compiled = shared.compile(json);
  // It would keep the schemas of all clusters there ever were.
  shared.removeSchema(json);
  return compiled;
}
