import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import Papa from 'papaparse';
import { useMemo, useRef } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import styles from '../Artifacts.module.css';
import { useRowsInView } from '../useRowsInView';

const ROW_HEIGHT = 28;
const MOST_COLUMNS = 100;
const MOST_ROWS = 100_000;

/** Comma- or tab-separated values as a table; of many rows, those that are seen are drawn. */
export function TablePreview(props: {
  label: string;
  text: string;
  /** The text is the beginning of a longer one: its last row may be cut. */
  isCut: boolean;
}) {
  const { label, text, isCut } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const { head, rows, width } = useMemo(
    () => readTable(text, isCut),
    [text, isCut],
  );
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useRowsInView({
    scroll,
    count: rows.length,
    rowHeight: ROW_HEIGHT,
  });
  const columns = `repeat(${Math.min(width, MOST_COLUMNS)}, minmax(96px, 220px))`;
  return (
    <div className={styles.parts}>
      <p className={styles.note}>
        {t('run.artifact.tableSize', {
          rows: rows.length.toLocaleString(locale),
          columns: width.toLocaleString(locale),
        })}
        {width > MOST_COLUMNS &&
          ` ${t('run.artifact.tableWide', { columns: String(MOST_COLUMNS) })}`}
      </p>
      <div
        ref={scroll}
        className={styles.table}
        tabIndex={0}
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
      >
        <div
          role="row"
          aria-rowindex={1}
          className={styles.tableHead}
          style={{ gridTemplateColumns: columns }}
        >
          {head.slice(0, MOST_COLUMNS).map((cell, index) => (
            <span key={index} role="columnheader" title={cell}>
              {cell}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className={styles.tableRow}
              style={{
                gridTemplateColumns: columns,
                transform: `translateY(${start}px)`,
              }}
            >
              {rows[index].slice(0, MOST_COLUMNS).map((cell, column) => (
                <span key={column} role="cell" title={cell}>
                  {cell}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function readTable(text: string, isCut: boolean) {
  const { data } = Papa.parse<string[]>(text, {
    skipEmptyLines: true,
    preview: MOST_ROWS,
  });
  const [head = [], ...rest] = data;
  const rows = isCut && rest.length > 1 ? rest.slice(0, -1) : rest;
  const width = rows.reduce(
    (most, row) => Math.max(most, row.length),
    head.length,
  );
  return { head, rows, width };
}
