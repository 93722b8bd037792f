import styles from '../../workload/overview/DetailsSection.module.css';

/** Longer texts get a field of their own that scrolls. */
const ONE_LINE = 80;

/** A value of a parameter: text as it is, everything else as JSON. */
export function ValueText(props: { value: unknown }) {
  const text = valueText(props.value);
  if (text === '') {
    return <code className={styles.code}>""</code>;
  }
  return text.length > ONE_LINE || text.includes('\n') ? (
    <code className={styles.block} tabIndex={0}>
      {text}
    </code>
  ) : (
    <code className={styles.code}>{text}</code>
  );
}

/** Text as it is, everything else as JSON; a dash for what is not there. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  return value === undefined ? '–' : (JSON.stringify(value, null, 1) ?? '–');
}
