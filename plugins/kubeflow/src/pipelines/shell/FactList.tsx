import type { ReactNode } from 'react';
import styles from '../../workload/overview/DetailsSection.module.css';

/** Things to know of a record, one below the other. */
export function FactList(props: { children: ReactNode }) {
  return <dl className={styles.list}>{props.children}</dl>;
}

/** One of them. */
export function FactLine(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
