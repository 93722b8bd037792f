import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { LaidOut } from '../layout/useGraphLayout';
import {
  isSeen,
  READABLE_ZOOM,
  type Size,
  startViewport,
  viewportAt,
  viewportOfAll,
} from './viewport';

const MOVE_MILLISECONDS = 200;

/**
 * Moves the window over the graph: to what matters at first; to what is asked for; and so that a container that is
 * opened or closed stays under the pointer.
 *
 * @param focusId - What matters most at first
 */
export function useGraphViewport(laidOut: LaidOut, focusId?: string) {
  const flow = useReactFlow();
  const isMoved = useRef(false);
  const last = useRef<LaidOut>();
  const anchor = useRef<string>();
  const { layout } = laidOut;

  const isReady = useStore(state => state.panZoom !== null);
  const width = useStore(state => state.width);
  const height = useStore(state => state.height);
  // Before the browser has measured it, any usual size is better than none.
  const size = useMemo<Size>(
    () => (width > 0 ? { width, height } : { width: 1_000, height: 600 }),
    [width, height],
  );

  useLayoutEffect(() => {
    if (!isReady) {
      return;
    }
    const before = last.current;
    last.current = laidOut;
    const from = before?.layout.rects.get(anchor.current ?? '');
    const to = layout.rects.get(anchor.current ?? '');
    if (before && before.root !== laidOut.root && from && to) {
      const { x, y, zoom } = flow.getViewport();
      isMoved.current = true;
      void flow.setViewport({
        zoom,
        x: x + (from.x - to.x) * zoom,
        y: y + (from.y - to.y) * zoom,
      });
    } else if (!isMoved.current) {
      const focus = layout.rects.get(focusId ?? '');
      void flow.setViewport(startViewport(layout, size, focus));
    }
  }, [isReady, laidOut, layout, flow, size, focusId]);

  const duration = useCallback(
    () =>
      window.matchMedia?.('(prefers-reduced-motion: reduce)').matches
        ? 0
        : MOVE_MILLISECONDS,
    [],
  );
  const show = useCallback(
    (id: string) => {
      const rect = layout.rects.get(id);
      const viewport = flow.getViewport();
      if (rect && !isSeen(rect, size, viewport)) {
        isMoved.current = true;
        const zoom = Math.max(viewport.zoom, READABLE_ZOOM);
        void flow.setViewport(viewportAt(rect, size, zoom), {
          duration: duration(),
        });
      }
    },
    [layout, flow, size, duration],
  );
  const showAll = useCallback(() => {
    isMoved.current = false;
    void flow.setViewport(viewportOfAll(layout, size), {
      duration: duration(),
    });
  }, [layout, flow, size, duration]);
  const keep = useCallback((id: string) => {
    anchor.current = id;
  }, []);
  const moved = useCallback(() => {
    isMoved.current = true;
    anchor.current = undefined;
  }, []);
  const zoomIn = useCallback(() => {
    isMoved.current = true;
    void flow.zoomIn({ duration: duration() });
  }, [flow, duration]);
  const zoomOut = useCallback(() => {
    isMoved.current = true;
    void flow.zoomOut({ duration: duration() });
  }, [flow, duration]);
  return { isReady, show, showAll, keep, moved, zoomIn, zoomOut };
}
