import type { Viewport } from '@xyflow/react';
import type { GraphLayout, Rect } from '../layout/layoutTypes';

export interface Size {
  width: number;
  height: number;
}

/** Below this, names can no longer be read. */
export const READABLE_ZOOM = 0.55;
/** A small graph is not blown up. */
const MOST_ZOOM = 1;
const MARGIN = 32;

/** All of a graph, in the middle. */
export function viewportOfAll(
  layout: Size,
  size: Size,
  margin = MARGIN,
): Viewport {
  const zoom = Math.min(
    MOST_ZOOM,
    (size.width - 2 * margin) / Math.max(1, layout.width),
    (size.height - 2 * margin) / Math.max(1, layout.height),
  );
  return {
    zoom,
    x: (size.width - layout.width * zoom) / 2,
    y: (size.height - layout.height * zoom) / 2,
  };
}

/**
 * What is shown of a graph at first: all of it where that can be read, otherwise what matters most, or its beginning.
 *
 * @param focus - Where what matters most lies
 */
export function startViewport(
  layout: GraphLayout,
  size: Size,
  focus: Rect | undefined,
): Viewport {
  const all = viewportOfAll(layout, size);
  if (all.zoom >= READABLE_ZOOM) {
    return all;
  }
  if (focus) {
    return within(viewportAt(focus, size, READABLE_ZOOM), layout, size);
  }
  const first = [...layout.rects.values()].reduce<Rect | undefined>(
    (best, rect) => (best === undefined || rect.y < best.y ? rect : best),
    undefined,
  );
  const middle = first ? first.x + first.width / 2 : layout.width / 2;
  const start = {
    zoom: READABLE_ZOOM,
    x: size.width / 2 - middle * READABLE_ZOOM,
    y: MARGIN,
  };
  return within(start, layout, size);
}

/** The same, moved so that no room is left empty beside the graph. */
function within(viewport: Viewport, layout: Size, size: Size): Viewport {
  const { zoom } = viewport;
  const clamped = (at: number, length: number, room: number) =>
    length + 2 * MARGIN <= room
      ? (room - length) / 2
      : Math.min(MARGIN, Math.max(room - length - MARGIN, at));
  return {
    zoom,
    x: clamped(viewport.x, layout.width * zoom, size.width),
    y: clamped(viewport.y, layout.height * zoom, size.height),
  };
}

/** One place of a graph in the middle. What is larger than the window is shown from its top. */
export function viewportAt(rect: Rect, size: Size, zoom: number): Viewport {
  const height = Math.min(rect.height, size.height / zoom - 2 * MARGIN);
  return {
    zoom,
    x: size.width / 2 - (rect.x + rect.width / 2) * zoom,
    y: size.height / 2 - (rect.y + height / 2) * zoom,
  };
}

/** Whether a place, or at least the top of it, is seen. */
export function isSeen(rect: Rect, size: Size, viewport: Viewport): boolean {
  const left = rect.x * viewport.zoom + viewport.x;
  const top = rect.y * viewport.zoom + viewport.y;
  const right = left + rect.width * viewport.zoom;
  const bottom = top + Math.min(rect.height, 60) * viewport.zoom;
  return left >= 0 && top >= 0 && right <= size.width && bottom <= size.height;
}
