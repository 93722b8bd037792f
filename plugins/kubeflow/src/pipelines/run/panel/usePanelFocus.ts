import { type RefObject, useEffect, useRef } from 'react';

/**
 * A panel that opens takes the keyboard along, and gives it back when it closes. One that is there from the start, as
 * the address asks for it, does not.
 */
export function usePanelFocus(): RefObject<HTMLElement> {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const element = panel.current;
    if (!(before instanceof HTMLElement) || before === document.body) {
      return undefined;
    }
    element?.focus({ preventScroll: true });
    return () => {
      const now = document.activeElement;
      if (now === document.body || element?.contains(now)) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  return panel;
}
