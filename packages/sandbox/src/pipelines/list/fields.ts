/** A value as a column of the server's database holds it. */
export type Cell = string | number;

/** What can be asked of a table, in the words of the API and of the database. */
export interface ListFields<T> {
  /** As messages name it: `Run`. */
  type: string;
  /** Prefix of columns in tokens; empty for runs. */
  table: string;
  /** API names and their columns. */
  columns: Record<string, string>;
  /** The value of a column. */
  cell(row: T, column: string): Cell;
  /** Columns by which a list can be sorted that has more than one page. */
  pageable: readonly string[];
  /** Metrics of a run (`metric:accuracy`): columns that are no columns. */
  metrics?: boolean;
}

export const defaultSortColumn = 'CreatedAtInSec';
export const keyColumn = 'UUID';
