import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { RecordColumn, RecordSort } from './RecordColumn';
import styles from './RecordTable.module.css';

/** The columns' names; those that can be sorted by are buttons. */
export function TableHeader<T>(props: {
  columns: readonly RecordColumn<T>[];
  template: string;
  sort: RecordSort | undefined;
  onSort: ((sort: RecordSort) => void) | undefined;
}) {
  const { columns, template, sort, onSort } = props;
  return (
    <div role="rowgroup" className={styles.header}>
      <div
        role="row"
        aria-rowindex={1}
        className={styles.headerRow}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map(({ id, label, sort: field, firstOrder, isNumber }) => {
          const isSorted = field !== undefined && sort?.field === field;
          let ariaSort: 'ascending' | 'descending' | 'none' | undefined;
          if (isSorted) {
            ariaSort = sort.order === 'asc' ? 'ascending' : 'descending';
          } else if (field && onSort) {
            ariaSort = 'none';
          }
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={ariaSort}
              className={styles.headerCell}
              data-number={isNumber}
            >
              {field && onSort ? (
                <button
                  type="button"
                  className={styles.sortButton}
                  data-sorted={isSorted || undefined}
                  onClick={() =>
                    onSort({
                      field,
                      order: isSorted
                        ? opposite(sort.order)
                        : (firstOrder ?? 'asc'),
                    })
                  }
                >
                  {label}
                  {isSorted && sort.order === 'desc' ? (
                    <RiArrowDownLine size={14} aria-hidden="true" />
                  ) : (
                    <RiArrowUpLine size={14} aria-hidden="true" />
                  )}
                </button>
              ) : (
                label
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function opposite(order: 'asc' | 'desc'): 'asc' | 'desc' {
  return order === 'asc' ? 'desc' : 'asc';
}
