import type {
  Workload,
  WorkloadSortField,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useClusters } from '../../hooks/useClusters';
import { useKinds } from '../../hooks/useKinds';
import { firstOrder } from '../../hooks/listState';
import { useWorkloadHref } from '../../hooks/useWorkloadHref';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import {
  workloadColumns,
  type CellContext,
  type WorkloadColumnId,
} from './columns';
import type { RecordColumn, RecordSort } from './RecordColumn';
import { RecordTable } from './RecordTable';
import { WorkloadCard } from './WorkloadCard';

/** How a list is ordered. @public */
export type WorkloadSort = RecordSort<WorkloadSortField>;

/** @public */
export interface WorkloadTableProps {
  /** What is listed, for people who do not see it: "Training jobs". */
  label: string;
  /** The rows loaded so far; absent while the first ones are on their way. */
  rows: readonly Workload[] | undefined;
  /** In the order shown. Columns that have no room are left out. */
  columns: readonly WorkloadColumnId[];
  /** Rows that there are altogether. */
  total?: number;
  sort?: WorkloadSort;
  /** Absent: the order is fixed. */
  onSort?: (sort: WorkloadSort) => void;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onLoadMore?: () => void;
  /** The last page that was asked for did not come. */
  loadMoreError?: Error;
  /** The rows still answer the question before this one. */
  isStale?: boolean;
  /** Shown when there are no rows. */
  emptyState?: ReactNode;
}

/** A {@link RecordTable} of workloads. @public */
export function WorkloadTable(props: WorkloadTableProps) {
  const { columns: columnIds, onSort, ...table } = props;
  const { t } = useKubeflowTranslation();
  const { byId: kinds } = useKinds();
  const { data: clusters } = useClusters();
  const workloadHref = useWorkloadHref();
  const context = useMemo<CellContext>(
    () => ({
      kinds,
      clusterTitles: new Map(clusters?.map(({ name, title }) => [name, title])),
    }),
    [kinds, clusters],
  );
  const columns = useMemo(
    () =>
      columnIds.map((id): RecordColumn<Workload> => {
        const column = workloadColumns[id];
        return {
          ...column,
          label: t(`column.${id}`),
          firstOrder: column.sort && firstOrder(column.sort),
          isHeader: id === 'name',
          render: workload => column.render(workload, context),
        };
      }),
    [columnIds, context, t],
  );
  const renderCard = useCallback(
    (workload: Workload) => (
      <WorkloadCard workload={workload} context={context} />
    ),
    [context],
  );
  return (
    <RecordTable
      {...table}
      keyOf={keyOf}
      columns={columns}
      renderCard={renderCard}
      hrefOf={workload => workloadHref(workload, workload.family)}
      markOf={markOf}
      // The columns above name fields of workloads only.
      onSort={onSort && (sort => onSort(sort as WorkloadSort))}
    />
  );
}

const keyOf = ({ cluster, uid }: Workload) => `${cluster}/${uid}`;
const markOf = ({ state }: Workload) => state;
