import type { ReactNode } from 'react';
import type { ComparedRun } from './comparedRun';
import { RunMark } from './RunMark';
import tables from '../../workload/table.module.css';
import styles from './Compare.module.css';

/** One line of a {@link CompareTable}. */
export interface CompareRow {
  key: string;
  header: ReactNode;
  /** By run. */
  cells: readonly ReactNode[];
  /** Stands out among the others. */
  isMarked?: boolean;
}

/** A table with a column for each run. It scrolls sideways under its first column. */
export function CompareTable(props: {
  label: string;
  /** What stands above the first column. */
  first: string;
  runs: readonly ComparedRun[];
  rows: readonly CompareRow[];
  isNumeric?: boolean;
  /** Stands at the end of a run's heading. */
  actionOf?: (run: ComparedRun) => ReactNode;
  /** What stands for a run's name, a link for instance. */
  nameOf?: (run: ComparedRun) => ReactNode;
}) {
  const { label, first, runs, rows, isNumeric, actionOf, nameOf } = props;
  return (
    <div className={tables.scroll} role="group" aria-label={label} tabIndex={0}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {runs.map(run => (
              <th key={run.id} scope="col">
                <span className={styles.head}>
                  <RunMark place={run.place} />
                  <span className={styles.headName} title={run.detail.run.name}>
                    {nameOf?.(run) ?? run.detail.run.name}
                  </span>
                  {actionOf?.(run)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, header, cells, isMarked }) => (
            <tr key={key} data-marked={isMarked || undefined}>
              <th scope="row">{header}</th>
              {runs.map(({ id }, index) => (
                <td key={id} data-number={isNumeric || undefined}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
