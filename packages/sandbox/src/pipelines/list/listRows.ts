import { internal, invalidInput } from '../rpc';
import {
  defaultSortColumn,
  keyColumn,
  type Cell,
  type ListFields,
} from './fields';
import {
  columnFilter,
  compareCells,
  parseFilter,
  passes,
  splitTags,
  type ColumnFilter,
  type Predicate,
} from './filter';
import { decodeToken, encodeToken, type PageToken } from './pageToken';

/** The query of a list request. */
export interface ListQuery {
  pageToken: string;
  pageSize: number;
  sortBy: string;
  filter: string;
}

/** One page. */
export interface Page<T> {
  rows: T[];
  /** Rows of all pages. */
  totalSize: number;
  /** Empty on the last page. */
  nextPageToken: string;
}

interface Options {
  pageSize: number;
  column: string;
  descending: boolean;
  filter: ColumnFilter | undefined;
  /** The first row of the page. */
  from?: { value: Cell; key: string };
}

const defaultPageSize = 20;
const largestPageSize = 200;

function checkedPageSize(size: number): number {
  if (size < 0) {
    throw invalidInput(`The page size should be greater than 0. Got ${size}`);
  }
  return size === 0 ? defaultPageSize : Math.min(size, largestPageSize);
}

function sorting<T>(
  fields: ListFields<T>,
  sortBy: string,
): Pick<Options, 'column' | 'descending'> {
  const words = sortBy.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > 2 || (words[1] && !/^(asc|desc)$/.test(words[1]))) {
    throw invalidInput(
      `Received invalid sort by format ${JSON.stringify(sortBy)}. Supported format: "field_name", "field_name desc", or "field_name asc"`,
    );
  }
  const [name, order] = words;
  const column =
    name === undefined
      ? defaultSortColumn
      : fields.metrics && name.startsWith('metric:')
        ? name.slice('metric:'.length)
        : fields.columns[name];
  if (column === undefined) {
    throw invalidInput(
      `Invalid sorting field: ${JSON.stringify(name)} on listable type ${fields.type}`,
    );
  }
  return { column, descending: order === 'desc' };
}

function fresh<T>(
  fields: ListFields<T>,
  query: ListQuery,
  predicates: Predicate[],
): Options {
  const prefix = fields.table ? `${fields.table}.` : '';
  return {
    pageSize: checkedPageSize(query.pageSize),
    ...sorting(fields, query.sortBy),
    filter: columnFilter(predicates, key => {
      const column = fields.columns[key];
      return column && `${prefix}${column}`;
    }),
  };
}

/**
 * Whether a token belongs to the question it comes with. The server compares the filter of the token with the one
 * sent by type as well, and JSON has turned the token's numbers into floats and its lists into lists of anything:
 * a filter with times, numbers or IN never matches its own token. Clients must leave it out after the first page.
 */
function matches(token: PageToken, options: Options): boolean {
  const losesType = Object.values(options.filter ?? {}).some(byColumn =>
    Object.values(byColumn).some(values =>
      values.some(value => typeof value !== 'string'),
    ),
  );
  return (
    !losesType &&
    token.SortByFieldName === options.column &&
    token.IsDesc === options.descending &&
    JSON.stringify(token.Filter ?? null) ===
      JSON.stringify(options.filter ?? null)
  );
}

function optionsOf<T>(
  fields: ListFields<T>,
  query: ListQuery,
  predicates: Predicate[],
): Options {
  if (query.pageToken === '') return fresh(fields, query, predicates);
  const pageSize = checkedPageSize(query.pageSize);
  const token = decodeToken(query.pageToken);
  if (query.sortBy !== '' || predicates.length > 0) {
    if (!matches(token, fresh(fields, query, predicates))) {
      throw invalidInput(
        'page token does not match the supplied sort by and/or filtering criteria. Either specify the same criteria or leave the latter empty if page token is specified',
      );
    }
  }
  if (token.ModelName !== fields.table) {
    throw internal(
      new Error(`Unknown column '${token.ModelName}' in 'WHERE'`),
      `Failed to list ${fields.table || 'runs'}`,
    );
  }
  return {
    pageSize,
    column: token.SortByFieldName,
    descending: token.IsDesc === true,
    filter: token.Filter ?? undefined,
    ...(token.SortByFieldValue === null || token.SortByFieldValue === undefined
      ? {}
      : {
          from: {
            value: token.SortByFieldValue,
            key: String(token.KeyFieldValue),
          },
        }),
  };
}

function nextToken<T>(
  fields: ListFields<T>,
  { column, descending, filter }: Options,
  first: T,
): string {
  if (!fields.pageable.includes(column)) {
    throw invalidInput(
      `cannot sort by field ${JSON.stringify(column)} on type ${JSON.stringify(fields.type)}`,
    );
  }
  const prefix = fields.table ? `${fields.table}.` : '';
  return encodeToken({
    SortByFieldName: column,
    SortBySQLColumn: column,
    SortByFieldValue: fields.cell(first, column),
    SortByFieldPrefix: prefix,
    KeyFieldName: keyColumn,
    KeyFieldValue: String(fields.cell(first, keyColumn)),
    KeyFieldPrefix: prefix,
    IsDesc: descending,
    ModelName: fields.table,
    Filter: filter ?? null,
  });
}

/** The predicates of a request; those about tags apart where the table has tags. */
export function predicatesOf(
  query: ListQuery,
  hasTags: boolean,
): { tags: Record<string, string>; rest: Predicate[] } {
  const predicates = parseFilter(query.filter);
  return hasTags ? splitTags(predicates) : { tags: {}, rest: predicates };
}

/**
 * Understands a list request, and answers it as the server's database would: filtered, sorted, one page of it.
 *
 * @param predicates - of the request's filter
 * @returns what gives the page of the rows that the asking user may see
 */
export function prepareList<T>(
  fields: ListFields<T>,
  query: ListQuery,
  predicates: Predicate[],
): (rows: readonly T[]) => Page<T> {
  const options = optionsOf(fields, query, predicates);
  return rows => pageOf(fields, rows, options);
}

function pageOf<T>(
  fields: ListFields<T>,
  rows: readonly T[],
  options: Options,
): Page<T> {
  const { column, descending, filter, from, pageSize } = options;
  const sign = descending ? -1 : 1;
  const cell = (row: T, name: string) =>
    fields.cell(row, name.slice(name.lastIndexOf('.') + 1));
  const found = filter
    ? rows.filter(row => passes(filter, name => cell(row, name)))
    : [...rows];
  const order = (row: T, value: Cell, key: Cell) =>
    sign * compareCells(cell(row, column), value) ||
    sign * compareCells(cell(row, keyColumn), key);
  found.sort((one, other) =>
    order(one, cell(other, column), cell(other, keyColumn)),
  );
  const rest = from
    ? found.filter(row => order(row, from.value, from.key) >= 0)
    : found;
  const next = rest[pageSize];
  return {
    rows: rest.slice(0, pageSize),
    totalSize: found.length,
    nextPageToken: next === undefined ? '' : nextToken(fields, options, next),
  };
}
