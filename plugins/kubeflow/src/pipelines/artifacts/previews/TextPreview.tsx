import styles from '../Artifacts.module.css';

/** Text as it is. */
export function TextPreview(props: { label: string; text: string }) {
  return (
    <pre
      className={styles.text}
      tabIndex={0}
      role="group"
      aria-label={props.label}
    >
      {props.text}
    </pre>
  );
}
