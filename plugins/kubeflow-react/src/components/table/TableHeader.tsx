import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { WorkloadSortField } from '@kubeflow-portal/plugin-kubeflow-common';
import { firstOrder } from '../../hooks/listState';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import type { WorkloadColumn } from './columns';
import styles from './WorkloadTable.module.css';

/** How a list is ordered. @public */
export interface WorkloadSort {
  field: WorkloadSortField;
  order: 'asc' | 'desc';
}

/** The columns' names; those that can be sorted by are buttons. */
export function TableHeader(props: {
  columns: readonly WorkloadColumn[];
  template: string;
  sort: WorkloadSort | undefined;
  onSort: ((sort: WorkloadSort) => void) | undefined;
}) {
  const { columns, template, sort, onSort } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div role="rowgroup" className={styles.header}>
      <div
        role="row"
        aria-rowindex={1}
        className={styles.headerRow}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map(({ id, sort: field, isNumber }) => {
          const isSorted = field !== undefined && sort?.field === field;
          const label = t(`column.${id}`);
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
                        : firstOrder(field),
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
