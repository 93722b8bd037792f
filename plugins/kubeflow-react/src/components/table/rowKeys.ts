/** The row that an event came from; nothing for keys that belong to a field of text. */
export function rowIndexOf(target: EventTarget): number | undefined {
  const element = target as Element;
  if (element.closest('input:not([type="checkbox"]), textarea, select')) {
    return undefined;
  }
  const row = element.closest('[role="row"]');
  const index = Number(row?.getAttribute('aria-rowindex'));
  return row && Number.isInteger(index) ? index - 2 : undefined;
}

/** The row that a key leads to. */
export function targetOf(
  key: string,
  from: number,
  count: number,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, from + 1);
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'PageDown':
      return Math.min(count - 1, from + 10);
    case 'PageUp':
      return Math.max(0, from - 10);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

export function focusRow(body: HTMLElement | null, index: number): void {
  body
    ?.querySelector<HTMLElement>(
      `[aria-rowindex="${index + 2}"] [role="rowheader"] a`,
    )
    ?.focus();
}
