import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import { Box, Button } from '@backstage/ui';
import {
  useEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useClusters } from '../../hooks/useClusters';
import { useKinds } from '../../hooks/useKinds';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { SkeletonRows } from '../Skeletons';
import {
  fittingColumns,
  gridTemplate,
  type CellContext,
  type WorkloadColumnId,
} from './columns';
import { TableHeader, type WorkloadSort } from './TableHeader';
import { useElementWidth } from './useElementWidth';
import { useRowVirtualizer } from './useRowVirtualizer';
import { WorkloadRow } from './WorkloadRow';
import styles from './WorkloadTable.module.css';

const ROW_HEIGHT = 48;
const CARD_HEIGHT = 116;

/** Below this width a row becomes a card. */
const CARD_WIDTH = 600;

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

/**
 * Workloads in a table that stays quick with tens of thousands of rows, asks for more while it is scrolled, can be
 * walked with the arrow keys, and turns into cards where there is little room.
 *
 * @public
 */
export function WorkloadTable(props: WorkloadTableProps) {
  const {
    label,
    rows,
    columns: columnIds,
    total,
    sort,
    onSort,
    isStale,
    emptyState,
  } = props;
  const {
    hasMore = false,
    isLoadingMore = false,
    onLoadMore,
    loadMoreError,
  } = props;
  const { t } = useKubeflowTranslation();
  const root = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const width = useElementWidth(root);
  const isCard = width !== undefined && width < CARD_WIDTH;
  const rowHeight = isCard ? CARD_HEIGHT : ROW_HEIGHT;

  const { byId: kinds } = useKinds();
  const { data: clusters } = useClusters();
  const context = useMemo<CellContext>(
    () => ({
      kinds,
      clusterTitles: new Map(clusters?.map(({ name, title }) => [name, title])),
    }),
    [kinds, clusters],
  );
  const columns = useMemo(
    () => fittingColumns(columnIds, width),
    [columnIds, width],
  );
  const template = gridTemplate(columns);

  const count = rows?.length ?? 0;
  const virtualizer = useRowVirtualizer({
    body,
    count,
    rowHeight,
    getKey: index =>
      rows?.[index]
        ? `${rows[index].cluster}/${rows[index].uid}`
        : String(index),
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const lastVisible = items[items.length - 1]?.index ?? -1;
  const wantsMore =
    hasMore &&
    !isLoadingMore &&
    !loadMoreError &&
    !isStale &&
    lastVisible >= count - 15;
  useEffect(() => {
    if (wantsMore) {
      onLoadMore?.();
    }
  }, [wantsMore, onLoadMore]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = rowIndexOf(event.target);
    const to =
      from === undefined ? undefined : targetOf(event.key, from, count);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    virtualizer.scrollToIndex(to, { align: 'auto' });
    // The row may have to be rendered first.
    requestAnimationFrame(() => focusRow(body.current, to));
  };

  const isEmpty = rows !== undefined && count === 0;
  return (
    <Box ref={root} bg="neutral" className={styles.root}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={(total ?? count) + 1}
        aria-busy={rows === undefined || isStale}
      >
        {!isCard && (
          <TableHeader
            columns={columns}
            template={template}
            sort={sort}
            onSort={onSort}
          />
        )}
        <div
          ref={body}
          role="rowgroup"
          className={styles.body}
          data-stale={isStale || undefined}
          style={{
            height: virtualizer.getTotalSize(),
            ['--kf-columns' as string]: template,
          }}
          onKeyDown={onKeyDown}
        >
          {rows &&
            items.map(item => (
              <WorkloadRow
                key={item.key}
                workload={rows[item.index]}
                columns={columns}
                context={context}
                index={item.index}
                top={item.start - virtualizer.options.scrollMargin}
                height={rowHeight}
                isCard={isCard}
              />
            ))}
        </div>
      </div>
      {rows === undefined && <SkeletonRows rows={10} height={rowHeight} />}
      {isEmpty && emptyState}
      {hasMore && (
        <div className={styles.footer} role="status">
          {loadMoreError ? (
            <>
              {t('table.loadMoreFailed')}
              <Button size="small" variant="secondary" onPress={onLoadMore}>
                {t('error.retry')}
              </Button>
            </>
          ) : (
            t('table.loadingMore')
          )}
        </div>
      )}
    </Box>
  );
}

function rowIndexOf(target: EventTarget): number | undefined {
  const row = (target as Element).closest('[role="row"]');
  const index = Number(row?.getAttribute('aria-rowindex'));
  return row && Number.isInteger(index) ? index - 2 : undefined;
}

function targetOf(
  key: string,
  from: number,
  count: number,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, from + 1);
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'PageDown':
      return Math.min(count - 1, from + 10);
    case 'PageUp':
      return Math.max(0, from - 10);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function focusRow(body: HTMLElement | null, index: number): void {
  body
    ?.querySelector<HTMLElement>(
      `[aria-rowindex="${index + 2}"] [role="rowheader"] a`,
    )
    ?.focus();
}
