import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  observeWindowOffset,
  observeWindowRect,
  useVirtualizer,
  windowScroll,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { useLayoutEffect, useState, type RefObject } from 'react';
import { useScrollParent } from './useScrollParent';

type OverElement = Virtualizer<Element, Element>;
type OverWindow = Virtualizer<Window, Element>;

const isOverWindow = (instance: unknown): instance is OverWindow =>
  (instance as OverElement).scrollElement === (window as unknown as Element);

/**
 * Renders only the rows that can be seen, whatever it is that scrolls: the list lies in pages, tabs and panels of
 * others, and must not bring a second scroll bar along.
 *
 * @param body - The element that holds the rows
 * @param rowHeight - Of every row, in pixels
 */
export function useRowVirtualizer(options: {
  body: RefObject<HTMLElement>;
  count: number;
  rowHeight: number;
  getKey: (index: number) => string;
}): OverElement {
  const { body, count, rowHeight, getKey } = options;
  const parent = useScrollParent(body);
  const margin = useOffsetWithin(body, parent);

  return useVirtualizer<Element, Element>({
    count,
    getScrollElement: () => parent as Element | null,
    estimateSize: () => rowHeight,
    getItemKey: getKey,
    overscan: 8,
    scrollMargin: margin,
    initialRect: { width: 0, height: 1_000 },
    observeElementRect: (instance, callback) =>
      isOverWindow(instance)
        ? observeWindowRect(instance, callback)
        : observeElementRect(instance, callback),
    observeElementOffset: (instance, callback) =>
      isOverWindow(instance)
        ? observeWindowOffset(instance, callback)
        : observeElementOffset(instance, callback),
    scrollToFn: (offset, scrollOptions, instance) =>
      isOverWindow(instance)
        ? windowScroll(offset, scrollOptions, instance)
        : elementScroll(offset, scrollOptions, instance),
  });
}

/** How far below the top of what scrolls an element begins. Filters and warnings above it come and go. */
function useOffsetWithin(
  ref: RefObject<HTMLElement>,
  parent: Element | Window | null,
): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !parent) {
      return undefined;
    }
    const measure = () => {
      const top = element.getBoundingClientRect().top;
      setOffset(
        Math.round(
          parent instanceof Element
            ? top - parent.getBoundingClientRect().top + parent.scrollTop
            : top + window.scrollY,
        ),
      );
    };
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(parent instanceof Element ? parent : document.body);
    if (element.parentElement?.parentElement) {
      observer.observe(element.parentElement.parentElement);
    }
    return () => observer.disconnect();
  }, [ref, parent]);
  return offset;
}
