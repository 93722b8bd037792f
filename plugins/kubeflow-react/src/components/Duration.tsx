import { formatDuration } from '../format/duration';
import { parseTime } from '../format/time';
import { useLocale } from '../hooks/useLocale';
import { useNow } from '../hooks/useNow';
import styles from './text.module.css';

/** @public */
export interface DurationProps {
  /** ISO 8601. */
  from: string | undefined;
  /** ISO 8601; absent means that it goes on. */
  to?: string;
}

/** How long something took, or has been going on; a dash when it has not begun. @public */
export function Duration(props: DurationProps) {
  const locale = useLocale();
  const from = parseTime(props.from);
  const to = parseTime(props.to);
  const now = useNow(1_000);
  if (from === undefined) {
    return <span className={styles.muted}>–</span>;
  }
  return (
    <span className={styles.number}>
      {formatDuration((to ?? now) - from, locale)}
    </span>
  );
}
