import {
  formatAbsoluteTime,
  formatRelativeTime,
  useLocale,
  useNow,
} from '@kubeflow-portal/plugin-kubeflow-react';
import styles from './Schedule.module.css';

/** A time to come: relative, with date and time in the viewer's zone beside it or on hover, and UTC on hover. */
export function FireTime(props: {
  /** Milliseconds since 1970. */
  time: number;
  /** Date and time in full, and how long until then after it. Default: `false`. */
  isFull?: boolean;
}) {
  const { time, isFull = false } = props;
  const locale = useLocale();
  const now = useNow(1_000);
  const iso = new Date(time).toISOString();
  const utc = `${iso.slice(0, 19).replace('T', ' ')} UTC`;
  const absolute = formatAbsoluteTime(time, locale);
  const relative = formatRelativeTime(time, now, locale);
  return (
    <time
      className={styles.time}
      dateTime={iso}
      title={isFull ? utc : `${absolute}\n${utc}`}
    >
      {isFull ? (
        <>
          {absolute} <span className={styles.quiet}>{relative}</span>
        </>
      ) : (
        relative
      )}
    </time>
  );
}
