import styles from './TagList.module.css';

/** Tags as `key=value`, in the order of their keys; nothing where there are none. */
export function TagList(props: {
  tags: Readonly<Record<string, string>>;
  /** More than so many are counted instead of shown. Default: all are shown. */
  limit?: number;
}) {
  const tags = Object.entries(props.tags).sort(([one], [other]) =>
    one.localeCompare(other),
  );
  if (tags.length === 0) {
    return null;
  }
  const { limit = tags.length } = props;
  const rest = tags.slice(limit);
  return (
    <ul className={styles.tags}>
      {tags.slice(0, limit).map(([key, value]) => (
        <li key={key} title={`${key}=${value}`}>
          <span className={styles.key}>{key}=</span>
          {value}
        </li>
      ))}
      {rest.length > 0 && (
        <li
          title={rest.map(([key, value]) => `${key}=${value}`).join('\n')}
        >{`+${rest.length}`}</li>
      )}
    </ul>
  );
}
