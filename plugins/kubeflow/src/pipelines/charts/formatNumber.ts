/** A measured number in six digits, as short as it can be. */
export function formatNumber(
  value: number,
  locale: string | undefined,
): string {
  const size = Math.abs(value);
  return new Intl.NumberFormat(locale, {
    maximumSignificantDigits: 6,
    ...(value !== 0 && (size < 1e-4 || size >= 1e9)
      ? { notation: 'scientific' as const }
      : {}),
  }).format(value);
}
