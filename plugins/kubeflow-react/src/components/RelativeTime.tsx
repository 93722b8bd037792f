import {
  formatAbsoluteTime,
  formatRelativeTime,
  parseTime,
} from '../format/time';
import { useLocale } from '../hooks/useLocale';
import { useNow } from '../hooks/useNow';
import styles from './text.module.css';

/** @public */
export interface RelativeTimeProps {
  /** ISO 8601. */
  time: string | undefined;
}

/** `5m ago`, with the date and time on hover; a dash when there is no time. @public */
export function RelativeTime(props: RelativeTimeProps) {
  const locale = useLocale();
  const time = parseTime(props.time);
  const now = useNow(1_000);
  if (time === undefined) {
    return <span className={styles.muted}>–</span>;
  }
  return (
    <time
      className={styles.number}
      dateTime={new Date(time).toISOString()}
      title={formatAbsoluteTime(time, locale)}
    >
      {formatRelativeTime(time, now, locale)}
    </time>
  );
}
