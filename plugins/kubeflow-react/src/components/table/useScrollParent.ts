import { useLayoutEffect, useState, type RefObject } from 'react';

/** What scrolls an element: the nearest ancestor that does, or the window. */
export function useScrollParent(
  ref: RefObject<HTMLElement>,
): Element | Window | null {
  const [parent, setParent] = useState<Element | Window | null>(null);
  useLayoutEffect(() => {
    let element = ref.current?.parentElement;
    while (
      element &&
      element !== document.body &&
      element !== document.documentElement
    ) {
      const { overflowY } = getComputedStyle(element);
      if (overflowY === 'auto' || overflowY === 'scroll') {
        setParent(element);
        return;
      }
      element = element.parentElement;
    }
    setParent(window);
  }, [ref]);
  return parent;
}
