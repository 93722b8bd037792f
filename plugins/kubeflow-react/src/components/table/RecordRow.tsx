import {
  memo,
  useEffect,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { useNavigate } from 'react-router-dom';
import type { RecordColumn } from './RecordColumn';
import styles from './RecordTable.module.css';

interface RecordRowProps<T> {
  record: T;
  columns: readonly RecordColumn<T>[];
  /** Absent: the cells stand side by side. */
  renderCard: ((record: T) => ReactNode) | undefined;
  /** Where a click leads. */
  href: string | undefined;
  /** The row lights up for a moment when this changes. */
  mark: string | undefined;
  /** Position in the list, from 0. */
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  height: number;
}

function Row<T>(props: RecordRowProps<T>) {
  const { record, columns, renderCard, index, top, height } = props;
  const open = useOpen(props.href);
  const isFresh = useHasJustChanged(props.mark);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={renderCard ? styles.card : styles.row}
      data-fresh={isFresh || undefined}
      data-opens={props.href !== undefined || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={open}
      onAuxClick={open}
    >
      {renderCard
        ? renderCard(record)
        : columns.map(column => (
            <div
              key={column.id}
              role={column.isHeader ? 'rowheader' : 'cell'}
              className={styles.cell}
              data-number={column.isNumber}
            >
              {column.render(record)}
            </div>
          ))}
    </div>
  );
}

/** One record of a list. A click anywhere on it opens the record's page; its name is the link. */
export const RecordRow = memo(Row) as typeof Row;

/** Opens the page on a click beside the links; in a new tab as the browser's own links do. */
function useOpen(
  href: string | undefined,
): (event: MouseEvent<HTMLElement>) => void {
  const navigate = useNavigate();
  return event => {
    const onControl =
      (event.target as Element).closest('a, button, input, label') !== null;
    // A person who marks a name to copy it does not want to leave.
    const isMarking = (window.getSelection()?.toString() ?? '') !== '';
    if (
      !href ||
      onControl ||
      isMarking ||
      event.defaultPrevented ||
      event.button > 1
    ) {
      return;
    }
    if (event.button === 1 || event.metaKey || event.ctrlKey) {
      window.open(href, '_blank', 'noopener');
    } else {
      navigate(href);
    }
  };
}

/** True for a moment after a value has changed, so that the eye finds what changed. */
function useHasJustChanged(value: string | undefined): boolean {
  const before = useRef(value);
  const [hasChanged, setHasChanged] = useState(false);
  useEffect(() => {
    if (before.current === value) {
      return undefined;
    }
    before.current = value;
    setHasChanged(true);
    const timer = setTimeout(() => setHasChanged(false), 1_500);
    return () => clearTimeout(timer);
  }, [value]);
  return hasChanged;
}
