import { invalidInput, invalidInputBecause } from '../rpc';
import type { Cell } from './fields';
import type { ColumnFilter } from './filter';

/** Where a page begins and the question it belongs to. Opaque to clients: base64 of JSON. */
export interface PageToken {
  SortByFieldName: string;
  SortBySQLColumn: string;
  SortByFieldValue: Cell;
  SortByFieldPrefix: string;
  KeyFieldName: string;
  KeyFieldValue: string;
  KeyFieldPrefix: string;
  IsDesc: boolean;
  ModelName: string;
  Filter: ColumnFilter | null;
}

export function encodeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

const identifier = /^[a-zA-Z][a-zA-Z0-9_]{0,127}$/;

function checkName(name: unknown, what: string): void {
  if (name === '' || name === undefined) return;
  if (typeof name !== 'string' || !identifier.test(name)) {
    throw invalidInput(
      `Invalid ${what}: ${JSON.stringify(name)}. Field names must start with a letter and contain only letters, numbers, and underscores (max 128 characters)`,
    );
  }
}

/** @throws RpcError 400 when it is none of ours */
export function decodeToken(text: string): PageToken {
  const bad = (why: string) => invalidInputBecause(why, 'Invalid page token');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    const illegal = text.search(/[^A-Za-z0-9+/]/);
    const at = illegal < 0 ? text.length - (text.length % 4) : illegal;
    throw bad(`illegal base64 data at input byte ${at}`);
  }
  let token: PageToken;
  try {
    token = JSON.parse(Buffer.from(text, 'base64').toString()) as PageToken;
  } catch (error) {
    throw bad((error as Error).message);
  }
  if (typeof token !== 'object' || token === null) {
    throw bad('json: cannot unmarshal into Go value of type list.token');
  }
  checkName(token.KeyFieldName, 'key field name');
  checkName(token.SortByFieldName, 'sort field name');
  checkName(token.ModelName, 'model name');
  return token;
}
