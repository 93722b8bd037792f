import type { ReactNode } from 'react';

/** One column of a {@link RecordTable}. @public */
export interface RecordColumn<T> {
  id: string;
  /** What stands above it. */
  label: ReactNode;
  /** What it is sorted by; absent: the rows cannot be sorted by it. */
  sort?: string;
  /** The order that people want first. Default: `asc`. */
  firstOrder?: 'asc' | 'desc';
  /** Pixels that it needs to be of use. */
  minWidth: number;
  /** Share of the room that is left; 0 keeps it at its least width. */
  grow: number;
  /** The lower, the longer it stays when the table gets narrow; 0: it always stays. */
  rank: number;
  /** Numbers stand at the end of their column. */
  isNumber?: boolean;
  /** It names the row and holds its link. One column of a table is this. */
  isHeader?: boolean;
  render: (record: T) => ReactNode;
}

/** How a table is ordered. @public */
export interface RecordSort<TField extends string = string> {
  field: TField;
  order: 'asc' | 'desc';
}
