import { type RefObject, useEffect, useRef } from 'react';

const MOST_OF_IT = 0.8;

/**
 * A panel that opens takes the keyboard along, and gives it back when it closes. One that is there from the start, as
 * the address asks for it, does not. Either way it comes into view, if most of it is not.
 *
 * @param shown - What it shows, when that can change while it is open
 */
export function usePanelFocus(shown = ''): RefObject<HTMLElement> {
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
  useEffect(() => {
    const element = panel.current;
    if (element && seenShare(element) < MOST_OF_IT) {
      element.scrollIntoView?.({ block: 'nearest' });
    }
  }, [shown]);
  return panel;
}

/** How much of an element lies within the window, 0 to 1. */
function seenShare(element: Element): number {
  const { top, bottom, height } = element.getBoundingClientRect();
  const seen = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
  return height > 0 ? Math.max(0, seen) / height : 1;
}
