/** Lines that are pointed at, by their numbers as they are shown, from 1 on; both ends included. @public */
export interface LineRange {
  from: number;
  to: number;
}

/** `120` or `120-140`, as an address has it; anything else is nothing. @public */
export function parseLineRange(
  text: string | null | undefined,
): LineRange | undefined {
  const [, first, last] =
    /^(?:L)?(\d{1,9})(?:-L?(\d{1,9}))?$/.exec(text ?? '') ?? [];
  if (first === undefined) {
    return undefined;
  }
  const from = Number(first);
  const to = last === undefined ? from : Number(last);
  return from < 1 || to < 1
    ? undefined
    : { from: Math.min(from, to), to: Math.max(from, to) };
}

/** @public */
export function formatLineRange({ from, to }: LineRange): string {
  return from === to ? `${from}` : `${from}-${to}`;
}
