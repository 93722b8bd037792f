import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './RecordTable.module.css';

/** @public */
export interface RecordNameProps {
  name: string;
  /** Absent: the name is no link. */
  href?: string;
  /** Below the name, quieter. */
  detail?: string;
}

/** What a row is called, linked to its page, and below it what a person should know of it. @public */
export function RecordName(props: RecordNameProps) {
  const { name, href, detail } = props;
  return (
    <span className={styles.name}>
      <span className={styles.nameLine} title={name}>
        {href ? (
          <Link href={href} standalone>
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      {detail && (
        <span className={styles.why} title={detail}>
          {detail}
        </span>
      )}
    </span>
  );
}

/** A line of a card that stands in for a row: what it begins with, and what stands at its end. @public */
export function RecordCardLine(props: {
  start?: ReactNode;
  end?: ReactNode;
  /** The line names the card and holds its link. One line of a card is this. */
  isHeader?: boolean;
}) {
  const { start, end, isHeader } = props;
  return (
    <div role={isHeader ? 'rowheader' : 'cell'} className={styles.cardLine}>
      <span className={isHeader ? styles.cell : styles.place}>{start}</span>
      {end && <span className={styles.cardEnd}>{end}</span>}
    </div>
  );
}
