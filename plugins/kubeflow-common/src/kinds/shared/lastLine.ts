import { cleanText } from '../../reading';

/**
 * The last line of a text that says something. A container's last words are often a whole traceback, and what went
 * wrong stands at its end.
 *
 * @public
 */
export function lastLine(value: unknown, limit = 400): string | undefined {
  const text =
    typeof value === 'string' && value.length > 20_000
      ? value.slice(-20_000)
      : value;
  const lines = cleanText(text, 20_000)?.split('\n') ?? [];
  for (const line of lines.reverse()) {
    const said = cleanText(line, limit);
    if (said) {
      return said;
    }
  }
  return undefined;
}
