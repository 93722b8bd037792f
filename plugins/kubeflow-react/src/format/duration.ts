const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const units = [
  { unit: 'day', length: DAY },
  { unit: 'hour', length: HOUR },
  { unit: 'minute', length: MINUTE },
  { unit: 'second', length: SECOND },
] as const;

/**
 * A length of time in its two largest units: `3d 4h`, `2h 5m`, `12s`. Below zero counts as zero: clocks of clusters
 * and browsers differ.
 *
 * @param milliseconds - The length
 * @param locale - BCP 47; absent means the browser's
 */
export function formatDuration(milliseconds: number, locale?: string): string {
  const length = Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
  const first = units.findIndex(({ length: one }) => length >= one);
  if (first === -1) {
    return formatUnit(0, 'second', locale);
  }
  const { unit, length: one } = units[first];
  const whole = Math.floor(length / one);
  const parts = [formatUnit(whole, unit, locale)];
  const next = units[first + 1];
  if (next) {
    const rest = Math.floor((length - whole * one) / next.length);
    if (rest > 0) {
      parts.push(formatUnit(rest, next.unit, locale));
    }
  }
  return parts.join(' ');
}

/** Making a formatter costs far more than using it, and a list shows dozens of durations. */
const formats = new Map<string, Intl.NumberFormat>();

function formatUnit(
  value: number,
  unit: string,
  locale: string | undefined,
): string {
  const key = `${locale} ${unit}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'narrow',
    });
    formats.set(key, format);
  }
  return format.format(value);
}
