import styles from './CodeBlock.module.css';

/** A few lines to copy into an editor or a terminal. */
export function CodeBlock(props: { label: string; children: string }) {
  return (
    <pre
      className={styles.code}
      tabIndex={0}
      role="group"
      aria-label={props.label}
    >
      <code>{props.children}</code>
    </pre>
  );
}
