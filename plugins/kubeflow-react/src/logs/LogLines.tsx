import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type MouseEvent,
} from 'react';
import { useLocale } from '../hooks/useLocale';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { LogLineRow } from './LogLineRow';
import type { LineRange } from './lineRange';
import { isGap, type LogStatus, type LogStore } from './LogStore';
import styles from './LogLines.module.css';

/** Of a line that is not wrapped, in pixels. */
const ROW_HEIGHT = 20;
/** Where nothing is laid out, as in a tab that is hidden, so much is taken for its height. */
const FALLBACK_HEIGHT = 600;
/** So near to the end counts as the end. */
const NEAR = ROW_HEIGHT;

/** A place to go to; each new object is gone to once. */
export interface LogTarget {
  /** Number of the line, from 0 on. */
  n: number;
}

/** The lines of a log; only those in sight are rendered, however many there are. */
export function LogLines(props: {
  store: LogStore;
  status: LogStatus;
  label: string;
  /** Numbers of the lines to show; all of them, when absent. */
  only: readonly number[] | undefined;
  pattern: RegExp | undefined;
  /** Number of the line that the search is at. */
  currentMatch: number | undefined;
  selection: LineRange | undefined;
  onSelect: (n: number, isExtended: boolean) => void;
  wraps: boolean;
  hasTimes: boolean;
  /** Stays at the end as lines come. */
  isFollowing: boolean;
  onFollowingChange: (isFollowing: boolean) => void;
  target: LogTarget | undefined;
}) {
  const { store, status, label, only, pattern, currentMatch } = props;
  const { selection, onSelect, wraps, hasTimes, target } = props;
  const { isFollowing, onFollowingChange } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const removed = useRef(status.removed);
  const count = only?.length ?? store.rows.length;
  const rowAt = (index: number) =>
    only ? store.rows[store.indexOf(only[index])] : store.rows[index];

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => rowAt(index)?.n ?? index,
    overscan: 20,
    initialRect: { width: 0, height: FALLBACK_HEIGHT },
    observeElementRect: (instance, callback) =>
      observeElementRect(instance, rect =>
        callback(
          rect.height === 0 ? { ...rect, height: FALLBACK_HEIGHT } : rect,
        ),
      ),
  });
  const size = virtualizer.getTotalSize();

  // How tall lines are depends on whether they are wrapped.
  useEffect(() => virtualizer.measure(), [virtualizer, wraps, hasTimes]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const shift = (status.removed - removed.current) * ROW_HEIGHT;
    removed.current = status.removed;
    if (element && isFollowing) {
      element.scrollTop = element.scrollHeight;
      lastTop.current = element.scrollTop;
    } else if (element && shift > 0 && !only) {
      // What is being read stays where it is when lines above it go.
      lastTop.current = Math.max(0, element.scrollTop - shift);
      element.scrollTop = lastTop.current;
    }
  }, [isFollowing, size, status.removed, status.version, only]);

  const goTo = useRef<(n: number) => void>(() => undefined);
  useEffect(() => {
    goTo.current = n => {
      const index = only ? only.indexOf(n) : store.indexOf(n);
      if (index >= 0 && count > 0) {
        virtualizer.scrollToIndex(Math.min(index, count - 1), {
          align: 'center',
        });
      }
    };
  });
  useEffect(() => {
    if (target) {
      goTo.current(target.n);
    }
  }, [target]);

  const select = useCallback(
    (n: number, event: MouseEvent) => onSelect(n, event.shiftKey),
    [onSelect],
  );

  return (
    // A log is read by scrolling, so the keyboard has to reach what scrolls.
    <div
      ref={scroller}
      className={styles.scroller}
      role="log"
      aria-label={label}
      aria-live="off"
      tabIndex={0}
      data-wrap={wraps || undefined}
      style={
        {
          '--log-digits': String((store.rows.at(-1)?.n ?? 0) + 1).length,
        } as CSSProperties
      }
      onScroll={({ currentTarget: element }) => {
        const isUp = element.scrollTop < lastTop.current - 2;
        lastTop.current = element.scrollTop;
        const left =
          element.scrollHeight - element.scrollTop - element.clientHeight;
        if (left <= NEAR) {
          onFollowingChange(true);
        } else if (isUp) {
          onFollowingChange(false);
        }
      }}
    >
      <div className={styles.body} style={{ height: size }}>
        {virtualizer.getVirtualItems().map(item => {
          const row = rowAt(item.index);
          return (
            row && (
              <div
                key={item.key}
                ref={wraps ? virtualizer.measureElement : undefined}
                data-index={item.index}
                className={styles.row}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {isGap(row) ? (
                  <div className={styles.gap}>
                    {t('log.gap', { count: row.gap })}
                  </div>
                ) : (
                  <LogLineRow
                    n={row.n}
                    at={row.at}
                    text={row.text}
                    pattern={pattern}
                    isCurrentMatch={row.n === currentMatch}
                    isSelected={
                      selection !== undefined &&
                      row.n + 1 >= selection.from &&
                      row.n + 1 <= selection.to
                    }
                    hasTime={hasTimes}
                    locale={locale}
                    label={t('log.lineLink', { number: String(row.n + 1) })}
                    onSelect={select}
                  />
                )}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
