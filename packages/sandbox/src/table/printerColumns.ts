import type { ApiObject } from '../cluster/types';
import { ageOf } from './humanDuration';
import { jsonPath } from './jsonPath';
import type { Column } from './Column';

/** `additionalPrinterColumns` of a CRD version. */
export interface PrinterColumnSpec {
  name: string;
  type: string;
  jsonPath: string;
  format?: string;
  description?: string;
  priority?: number;
}

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description:
    'Name must be unique within a namespace. It is the name under which the object is read and changed.',
  cell: object => object.metadata.name,
};

export const ageColumn: Column = {
  name: 'Age',
  type: 'string',
  description: 'How long ago the object was created.',
  cell: (object, now) => ageOf(object.metadata.creationTimestamp, now),
};

const createdColumn: Column = { ...ageColumn, type: 'date' };

const kinds = new Set(['string', 'integer', 'number', 'boolean', 'date']);

function text(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : String(value);
}

function cellOf(spec: PrinterColumnSpec): Column['cell'] {
  let values: (object: unknown) => unknown[];
  try {
    values = jsonPath(spec.jsonPath);
  } catch {
    // A column that cannot be read is empty; the rows still show.
    return () => null;
  }
  return (object: ApiObject, now: Date) => {
    const value = values(object)[0];
    if (value === undefined || value === null) return null;
    switch (spec.type) {
      case 'date':
        return ageOf(value, now);
      case 'integer':
        return typeof value === 'number' ? Math.trunc(value) : null;
      case 'number':
        return typeof value === 'number' ? value : null;
      case 'boolean':
        return typeof value === 'boolean' ? value : null;
      default:
        return text(value);
    }
  };
}

/** The columns of a custom resource: its name, and what its CRD says, or its age. */
export function customColumns(
  specs: PrinterColumnSpec[] | undefined,
): Column[] {
  if (!specs?.length) return [nameColumn, createdColumn];
  return [
    nameColumn,
    ...specs.map(spec => ({
      name: spec.name,
      type: (kinds.has(spec.type) ? spec.type : 'string') as Column['type'],
      ...(spec.format ? { format: spec.format } : {}),
      description:
        spec.description ??
        `Custom resource definition column (in JSONPath format): ${spec.jsonPath}`,
      ...(spec.priority ? { priority: spec.priority } : {}),
      cell: cellOf(spec),
    })),
  ];
}
