import type { GraphLayout, LayoutBox, Point, Rect } from './layoutTypes';
import { measures } from './measures';

/** Where the boxes of one container lie, from the container's top left corner; and how large that makes it. */
export interface Placement {
  width: number;
  height: number;
  /** By the id of the box. */
  rects: ReadonlyMap<string, Rect>;
  /** By the id of the edge. */
  routes: ReadonlyMap<string, readonly Point[]>;
}

/** A bundle's tasks in rows, wide rather than high as screens are. */
export function placeBundle(bundle: LayoutBox): Placement {
  const { header, padding, gap } = measures.bundle;
  const { width, height } = measures.node;
  const columns = Math.ceil(
    Math.sqrt((bundle.boxes.length * 1.8 * (height + gap)) / (width + gap)),
  );
  const rects = new Map<string, Rect>();
  bundle.boxes.forEach(({ id }, index) => {
    rects.set(id, {
      x: padding + (index % columns) * (width + gap),
      y: header + padding + Math.floor(index / columns) * (height + gap),
      width,
      height,
    });
  });
  const rows = Math.ceil(bundle.boxes.length / columns);
  return {
    width: 2 * padding + columns * (width + gap) - gap,
    height: header + 2 * padding + rows * (height + gap) - gap,
    rects,
    routes: new Map(),
  };
}

/** Brings placements of containers, each from its own corner, onto one plane. */
export function layoutOf(
  root: LayoutBox,
  placementOf: (container: LayoutBox) => Placement,
): GraphLayout {
  const rects = new Map<string, Rect>();
  const routes = new Map<string, readonly Point[]>();
  const place = (container: LayoutBox, corner: Point) => {
    const placement = placementOf(container);
    for (const [id, points] of placement.routes) {
      routes.set(
        id,
        points.map(({ x, y }) => ({ x: x + corner.x, y: y + corner.y })),
      );
    }
    for (const box of container.boxes) {
      const rect = placement.rects.get(box.id);
      if (rect) {
        const moved = { ...rect, x: rect.x + corner.x, y: rect.y + corner.y };
        rects.set(box.id, moved);
        if (box.boxes.length > 0) {
          place(box, moved);
        }
      }
    }
  };
  place(root, { x: 0, y: 0 });
  const { width, height } = placementOf(root);
  return { rects, routes, width, height };
}
