import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './RecordHeader.module.css';

/** What a record is called, what can be done with it, and what is to know of it at first. */
export function RecordHeader(props: {
  /** What it is: "Pipeline". */
  kind: string;
  name: string;
  /** Beside the name: its state. */
  badges?: ReactNode;
  actions?: ReactNode;
  description?: string;
  /** {@link RecordFact}s. */
  children?: ReactNode;
}) {
  const { kind, name, badges, actions, description, children } = props;
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <span className={styles.kind}>{kind}</span>
        <Text
          as="h2"
          variant="title-medium"
          weight="bold"
          className={styles.name}
        >
          {name}
        </Text>
        {badges}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {description && <p className={styles.description}>{description}</p>}
      {children && <dl className={styles.meta}>{children}</dl>}
    </header>
  );
}

/** One thing to know of a record. */
export function RecordFact(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.item}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
