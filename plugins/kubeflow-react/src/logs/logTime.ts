import { DateTime } from 'luxon';
import { formatAbsoluteTime, parseTime } from '../format/time';

/** `14:03:59.123`, in the browser's own zone. */
export function formatLogTime(at: string): string {
  const time = DateTime.fromISO(at);
  return time.isValid ? time.toFormat('HH:mm:ss.SSS') : at;
}

/** Date, time and zone, and what the cluster said to the last digit. */
export function describeLogTime(at: string, locale?: string): string {
  const time = parseTime(at);
  return time === undefined ? at : `${formatAbsoluteTime(time, locale)}\n${at}`;
}
