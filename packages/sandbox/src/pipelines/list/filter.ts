import {
  choice,
  int32,
  int64,
  invalidInput,
  list,
  message,
  RpcError,
  text,
  time,
  type Message,
  syntaxError,
} from '../rpc';
import type { Cell } from './fields';

export const operations = {
  OPERATION_UNSPECIFIED: 0,
  EQUALS: 1,
  NOT_EQUALS: 2,
  GREATER_THAN: 3,
  GREATER_THAN_EQUALS: 5,
  LESS_THAN: 6,
  LESS_THAN_EQUALS: 7,
  IN: 8,
  IS_SUBSTRING: 9,
};

export type Operation = keyof typeof operations;

const predicateMessage = message({
  operation: choice(operations),
  key: text,
  int_value: int32,
  long_value: int64,
  string_value: text,
  timestamp_value: time,
  int_values: message({ values: list(int32) }),
  string_values: message({ values: list(text) }),
  long_values: message({ values: list(int64) }),
});

const filterMessage = message({ predicates: list(predicateMessage) });

export type Predicate = Message<{
  operation: ReturnType<typeof choice<Operation>>;
  key: typeof text;
}> & { value: Cell | Cell[] | undefined };

type RawPredicate = ReturnType<typeof predicateMessage.read>;

function valueOf(raw: RawPredicate): Cell | Cell[] | undefined {
  return (
    raw.int_value ??
    raw.long_value ??
    raw.string_value ??
    raw.timestamp_value ??
    lists(raw)
  );
}

function lists(raw: RawPredicate): Cell[] | undefined {
  const given = raw.int_values ?? raw.string_values ?? raw.long_values;
  return given && (given.values ?? []);
}

/** Names that an older version of the API had in camel case. */
function modernNames(json: string): string {
  return json.replace(
    /"(int|long|string|timestamp)(Value|Values)":/g,
    (_, kind: string, value: string) => `"${kind}_${value.toLowerCase()}":`,
  );
}

/** Go's `url.QueryUnescape`: the server decodes the filter once more than HTTP does. */
function unescape(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw invalidInput(
      `failed to parse valid filter from ${JSON.stringify(encoded)}: invalid URL escape`,
    );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(syntaxError(text, error));
  }
}

/**
 * Reads the `filter` of a list request.
 *
 * @throws RpcError 400 when it is no filter
 */
export function parseFilter(encoded: string): Predicate[] {
  if (encoded === '') return [];
  const text = modernNames(unescape(encoded));
  try {
    const read = filterMessage.read(parsed(text), '');
    return (read.predicates ?? []).map(raw => ({
      operation: raw.operation,
      key: raw.key,
      value: valueOf(raw),
    }));
  } catch (error) {
    throw invalidInput(
      `failed to parse valid filter from ${JSON.stringify(encoded)}: ${(error as Error).message}`,
    );
  }
}

const tagPrefix = 'tags.';

/**
 * Takes the predicates about tags out of a filter, which are looked up elsewhere.
 *
 * @throws RpcError 400: tags can only be equal to a string
 */
export function splitTags(predicates: Predicate[]): {
  tags: Record<string, string>;
  rest: Predicate[];
} {
  const tags: Record<string, string> = {};
  const rest: Predicate[] = [];
  for (const predicate of predicates) {
    const { key = '', operation, value } = predicate;
    if (!key.startsWith(tagPrefix)) {
      rest.push(predicate);
      continue;
    }
    if (operation !== 'EQUALS') {
      throw invalidInput(
        `only EQUALS operation is supported for tag filtering, got ${operation ?? 'OPERATION_UNSPECIFIED'} for key ${JSON.stringify(key)}`,
      );
    }
    if (typeof value !== 'string') {
      throw invalidInput(
        `tag filter value must be a string for key ${JSON.stringify(key)}`,
      );
    }
    tags[key.slice(tagPrefix.length)] = value;
  }
  return { tags, rest };
}

/** A filter by columns, as page tokens carry it: operation, column, values that all must hold. */
export type ColumnFilter = Record<
  FilterKind,
  Record<string, (Cell | Cell[])[]>
>;

const kinds = {
  EQUALS: 'EQ',
  NOT_EQUALS: 'NEQ',
  GREATER_THAN: 'GT',
  GREATER_THAN_EQUALS: 'GTE',
  LESS_THAN: 'LT',
  LESS_THAN_EQUALS: 'LTE',
  IN: 'IN',
  IS_SUBSTRING: 'SUBSTRING',
} as const;

type FilterKind = (typeof kinds)[keyof typeof kinds];

function check({ operation, key, value }: Predicate): void {
  if (!operation || operation === 'OPERATION_UNSPECIFIED') {
    throw new RpcError(
      'InvalidArgument',
      'UnknownApiVersionError: Error using Filter.Predicate.Operation with go_client.Predicate_Operation',
      'Error using Filter.Predicate.Operation with go_client.Predicate_Operation',
    );
  }
  if (value === undefined) {
    throw new RpcError(
      'InvalidArgument',
      'UnknownApiVersionError: Error using Filter.Predicate.Value with <nil>',
      'Error using Filter.Predicate.Value with <nil>',
    );
  }
  if (!key) {
    throw invalidInput(
      `Predicate key cannot be empty for operation ${operation} and value ${String(value)}`,
    );
  }
  const type = (one: unknown) => (typeof one === 'string' ? 'string' : 'int64');
  if (operation === 'IN') {
    if (!Array.isArray(value)) {
      throw invalidInput(
        `cannot use IN operator with scalar type ${type(value)}`,
      );
    }
  } else if (operation === 'IS_SUBSTRING') {
    if (typeof value !== 'string') {
      throw invalidInput(
        `cannot use non string value type ${Array.isArray(value) ? `[]${type(value[0])}` : type(value)} with operator IS_SUBSTRING`,
      );
    }
  } else if (Array.isArray(value)) {
    throw invalidInput(
      `cannot use scalar operator ${operation} on array type []${type(value[0])}`,
    );
  }
}

/**
 * @param columnOf - the column of an API name, if there is one
 * @throws RpcError 400 that names what does not fit
 */
export function columnFilter(
  predicates: Predicate[],
  columnOf: (key: string) => string | undefined,
): ColumnFilter | undefined {
  if (predicates.length === 0) return undefined;
  const filter: ColumnFilter = {
    EQ: {},
    NEQ: {},
    GT: {},
    GTE: {},
    LT: {},
    LTE: {},
    IN: {},
    SUBSTRING: {},
  };
  predicates.forEach(check);
  for (const { operation, key = '', value } of predicates) {
    const column = columnOf(key);
    if (column === undefined) {
      throw invalidInput(
        `no support for filtering on unrecognized field ${JSON.stringify(key)}`,
      );
    }
    const kind = kinds[operation as keyof typeof kinds];
    (filter[kind][column] ??= []).push(value as Cell | Cell[]);
  }
  return filter;
}

/** As the database compares: numbers by value, text without regard to case. */
export function compareCells(one: Cell, other: Cell): number {
  if (typeof one === 'number' || typeof other === 'number') {
    return Number(one) - Number(other);
  }
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** SQL's LIKE with the text in between two `%`; the text's own `%` and `_` are wildcards too. */
function contains(cell: Cell, part: Cell): boolean {
  const pattern = String(part)
    .split(/(\\.|[%_])/su)
    .map(piece => {
      if (piece === '%') return '.*';
      if (piece === '_') return '.';
      const literal = /^\\./su.test(piece) ? piece.slice(1) : piece;
      return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(pattern, 'isu').test(String(cell));
}

const tests: Record<FilterKind, (cell: Cell, value: Cell | Cell[]) => boolean> =
  {
    EQ: (cell, value) => compareCells(cell, value as Cell) === 0,
    NEQ: (cell, value) => compareCells(cell, value as Cell) !== 0,
    GT: (cell, value) => compareCells(cell, value as Cell) > 0,
    GTE: (cell, value) => compareCells(cell, value as Cell) >= 0,
    LT: (cell, value) => compareCells(cell, value as Cell) < 0,
    LTE: (cell, value) => compareCells(cell, value as Cell) <= 0,
    IN: (cell, value) =>
      (value as Cell[]).some(one => compareCells(cell, one) === 0),
    SUBSTRING: (cell, value) => contains(cell, value as Cell),
  };

/** Whether a row passes. @param cellOf - the value of a column */
export function passes(
  filter: ColumnFilter,
  cellOf: (column: string) => Cell,
): boolean {
  return (Object.keys(tests) as FilterKind[]).every(kind =>
    Object.entries(filter[kind] ?? {}).every(([column, wanted]) =>
      wanted.every(value => tests[kind](cellOf(column), value)),
    ),
  );
}
