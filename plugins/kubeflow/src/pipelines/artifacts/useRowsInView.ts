import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

/**
 * The rows of a long list that are seen, in a box of its own that scrolls.
 *
 * @param rowHeight - Of every row, in pixels
 */
export function useRowsInView(options: {
  scroll: RefObject<HTMLElement>;
  count: number;
  rowHeight: number;
  getKey?: (index: number) => string;
}) {
  const { scroll, count, rowHeight, getKey } = options;
  return useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialRect: { width: 900, height: 600 },
    ...(getKey && { getItemKey: getKey }),
    observeElementRect: (instance, callback) =>
      observeElementRect(instance, rect => {
        // What is not laid out, as behind a closed tab, keeps its size.
        if (rect.height > 0) {
          callback(rect);
        }
      }),
  });
}
