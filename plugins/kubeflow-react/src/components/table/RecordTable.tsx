import { Box, Button } from '@backstage/ui';
import {
  useEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { SkeletonRows } from '../Skeletons';
import { fittingColumns, gridTemplate } from './fittingColumns';
import type { RecordColumn, RecordSort } from './RecordColumn';
import { RecordRow } from './RecordRow';
import { focusRow, rowIndexOf, targetOf } from './rowKeys';
import { TableHeader } from './TableHeader';
import { useElementWidth } from './useElementWidth';
import { useRowVirtualizer } from './useRowVirtualizer';
import styles from './RecordTable.module.css';

const ROW_HEIGHT = 48;
const CARD_HEIGHT = 116;

/** Below this width a row becomes a card. */
const CARD_WIDTH = 600;

/** @public */
export interface RecordTableProps<T> {
  /** What is listed, for people who do not see it: "Training jobs". */
  label: string;
  /** The rows loaded so far; absent while the first ones are on their way. */
  rows: readonly T[] | undefined;
  /** Names a row, stable over time and unique in the list. */
  keyOf: (record: T) => string;
  /** In the order shown; those that have no room are left out. Keep it stable: new columns render every row. */
  columns: readonly RecordColumn<T>[];
  /**
   * What a row is where there is little room: elements of role `cell`, and one of role `rowheader` with the row's
   * link. Keep it stable.
   */
  renderCard: (record: T) => ReactNode;
  /** Pixels. Default: 116. */
  cardHeight?: number;
  /** Where a click on a row leads. */
  hrefOf?: (record: T) => string | undefined;
  /** A row lights up for a moment when this changes, its state for instance. */
  markOf?: (record: T) => string;
  /** Rows that there are altogether. */
  total?: number;
  sort?: RecordSort;
  /** Absent: the order is fixed. */
  onSort?: (sort: RecordSort) => void;
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
 * Records in a table that stays quick with tens of thousands of rows, asks for more while it is scrolled, can be
 * walked with the arrow keys, and turns into cards where there is little room.
 *
 * @public
 */
export function RecordTable<T>(props: RecordTableProps<T>) {
  const { label, rows, keyOf, renderCard, hrefOf, markOf, total } = props;
  const { sort, onSort, isStale, emptyState } = props;
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
  const rowHeight = isCard ? (props.cardHeight ?? CARD_HEIGHT) : ROW_HEIGHT;
  const columns = useMemo(
    () => fittingColumns(props.columns, width),
    [props.columns, width],
  );
  const template = gridTemplate(columns);

  const count = rows?.length ?? 0;
  const virtualizer = useRowVirtualizer({
    body,
    count,
    rowHeight,
    getKey: index => (rows?.[index] ? keyOf(rows[index]) : String(index)),
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
              <RecordRow
                key={item.key}
                record={rows[item.index]}
                columns={columns}
                renderCard={isCard ? renderCard : undefined}
                href={hrefOf?.(rows[item.index])}
                mark={markOf?.(rows[item.index])}
                index={item.index}
                top={item.start - virtualizer.options.scrollMargin}
                height={rowHeight}
              />
            ))}
        </div>
      </div>
      {rows === undefined && <SkeletonRows rows={10} height={rowHeight} />}
      {isEmpty && !hasMore && emptyState}
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
