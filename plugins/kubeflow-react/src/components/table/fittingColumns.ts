import type { RecordColumn } from './RecordColumn';

/** Room between and around the cells of a row, in pixels. */
const GAP = 16;

/**
 * The columns that have room, in their order. Those of rank 0 always stay; of the others those of the highest rank go
 * first.
 *
 * @param width - Pixels that the table has; absent while it is not known, then all are shown
 */
export function fittingColumns<T>(
  all: readonly RecordColumn<T>[],
  width: number | undefined,
): RecordColumn<T>[] {
  let columns = all.map(column => withRoom(column, width));
  const need = () =>
    columns.reduce((sum, column) => sum + column.minWidth + GAP, GAP);
  while (width !== undefined && columns.length > 0 && need() > width) {
    const last = columns.reduce((one, other) =>
      other.rank > one.rank ? other : one,
    );
    if (last.rank === 0) {
      break;
    }
    columns = columns.filter(column => column !== last);
  }
  return columns;
}

/** The name, and the reason below it, are what a person reads: in a wide table no column is added at their cost. */
function withRoom<T>(
  column: RecordColumn<T>,
  width: number | undefined,
): RecordColumn<T> {
  if (!column.isHeader || width === undefined) {
    return column;
  }
  return {
    ...column,
    minWidth: Math.round(Math.min(340, Math.max(200, width * 0.24))),
  };
}

/** For CSS `grid-template-columns`; the same in the header and in every row. */
export function gridTemplate<T>(columns: readonly RecordColumn<T>[]): string {
  return columns
    .map(({ minWidth, grow }) =>
      grow === 0 ? `${minWidth}px` : `minmax(${minWidth}px, ${grow}fr)`,
    )
    .join(' ');
}
