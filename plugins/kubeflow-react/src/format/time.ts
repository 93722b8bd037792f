import { DateTime } from 'luxon';

const steps = [
  { unit: 'second', length: 1_000, until: 60_000 },
  { unit: 'minute', length: 60_000, until: 3_600_000 },
  { unit: 'hour', length: 3_600_000, until: 86_400_000 },
  { unit: 'day', length: 86_400_000, until: 30 * 86_400_000 },
  { unit: 'month', length: 30.44 * 86_400_000, until: 365 * 86_400_000 },
  {
    unit: 'year',
    length: 365.25 * 86_400_000,
    until: Number.POSITIVE_INFINITY,
  },
] as const;

/** A cluster's clock may run this far ahead of the browser's before a time counts as in the future. */
const SKEW_MILLISECONDS = 120_000;

/** Making a formatter costs far more than using it, and a list shows dozens of times. */
const formats = new Map<string, Intl.RelativeTimeFormat>();

/** Milliseconds since 1970, or nothing when the text is no time. */
export function parseTime(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** `5m ago`, `now`, `in 2h`. */
export function formatRelativeTime(
  time: number,
  now: number,
  locale?: string,
): string {
  let difference = time - now;
  if (difference > 0 && difference < SKEW_MILLISECONDS) {
    difference = 0;
  }
  const distance = Math.abs(difference);
  const step =
    steps.find(({ until }) => distance < until) ?? steps[steps.length - 1];
  // `now` and `yesterday` are words; `last mo.` is none.
  const numeric =
    step.unit === 'month' || step.unit === 'year' ? 'always' : 'auto';
  const key = `${numeric} ${locale}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.RelativeTimeFormat(locale, { numeric, style: 'narrow' });
    formats.set(key, format);
  }
  // Towards zero: 119 minutes are one hour, never two.
  return format.format(Math.trunc(difference / step.length), step.unit);
}

/** Date and time to the second, with the zone, in the browser's own zone. */
export function formatAbsoluteTime(time: number, locale?: string): string {
  return (
    DateTime.fromMillis(time, locale ? { locale } : undefined).toLocaleString(
      DateTime.DATETIME_MED_WITH_SECONDS,
    ) + DateTime.fromMillis(time).toFormat(' ZZZZ')
  );
}
