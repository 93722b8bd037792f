import type { GraphLayout, LayoutBox, Point, Rect } from './layoutTypes';
import { measures } from './measures';
import { layoutOf, placeBundle, type Placement } from './placement';

/**
 * A layout within milliseconds, however large the graph: layers from top to bottom, in each the tasks below those
 * that they wait for, straight lines. It is there until the better one has been worked out, and instead of it where
 * that takes too long.
 */
export function quickLayout(root: LayoutBox): GraphLayout {
  const placements = new Map<LayoutBox, Placement>();
  const placementOf = (box: LayoutBox): Placement => {
    let placement = placements.get(box);
    if (!placement) {
      placement =
        box.is === 'bundle' ? placeBundle(box) : placeLayers(box, placementOf);
      placements.set(box, placement);
    }
    return placement;
  };
  return layoutOf(root, placementOf);
}

function placeLayers(
  container: LayoutBox,
  placementOf: (box: LayoutBox) => Placement,
): Placement {
  const isFrame = container.is === 'frame';
  const padding = isFrame ? measures.frame.padding : 0;
  const header = isFrame ? measures.frame.header : 0;
  const sizes = new Map(
    container.boxes.map(box => [
      box.id,
      box.boxes.length > 0 ? placementOf(box) : box,
    ]),
  );
  const sizeOf = (id: string) => sizes.get(id) ?? measures.node;
  const layers = sortedLayers(container);

  const widths = layers.map(layer =>
    layer.reduce(
      (sum, id) => sum + sizeOf(id).width + measures.gap.beside,
      -measures.gap.beside,
    ),
  );
  const width = Math.max(
    container.width,
    2 * padding + widths.reduce((most, each) => Math.max(most, each), 0),
  );
  const rects = new Map<string, Rect>();
  let y = header + padding;
  layers.forEach((layer, index) => {
    let x = (width - widths[index]) / 2;
    let height = 0;
    for (const id of layer) {
      const size = sizeOf(id);
      rects.set(id, { x, y, width: size.width, height: size.height });
      x += size.width + measures.gap.beside;
      height = Math.max(height, size.height);
    }
    y += height + measures.gap.below;
  });
  const routes = new Map<string, Point[]>();
  for (const { id, from, to } of container.edges) {
    const start = rects.get(from);
    const end = rects.get(to);
    if (start && end) {
      routes.set(id, [
        { x: start.x + start.width / 2, y: start.y + start.height },
        { x: end.x + end.width / 2, y: end.y },
      ]);
    }
  }
  const bottom = layers.length > 0 ? y - measures.gap.below : y;
  return { width, height: bottom + padding, rects, routes };
}

/** Ids of boxes by layer: each below all that it waits for, and close to them. */
function sortedLayers({ boxes, edges }: LayoutBox): string[][] {
  const before = new Map<string, string[]>(boxes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    if (before.has(from) && from !== to) {
      before.get(to)?.push(from);
    }
  }
  const layers: string[][] = [];
  layersOf(before).forEach((layer, id) => (layers[layer] ??= []).push(id));
  const place = new Map<string, number>();
  for (const layer of layers) {
    const wish = new Map(
      layer.map((id, index) => {
        const places = (before.get(id) ?? [])
          .map(each => place.get(each))
          .filter(each => each !== undefined);
        return [
          id,
          places.length > 0
            ? places.reduce((sum, each) => sum + each, 0) / places.length
            : index / layer.length,
        ];
      }),
    );
    layer.sort((one, other) => (wish.get(one) ?? 0) - (wish.get(other) ?? 0));
    layer.forEach((id, index) => place.set(id, (index + 0.5) / layer.length));
  }
  return layers;
}

/** The number of each one's layer, without a gap. What waits in a circle comes as soon as it can. */
function layersOf(
  before: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const after = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const [id, ids] of before) {
    waiting.set(id, ids.length);
    for (const each of ids) {
      after.set(each, [...(after.get(each) ?? []), id]);
    }
  }
  const layers = new Map<string, number>();
  let layer = [...before.keys()].filter(id => waiting.get(id) === 0);
  for (let number = 0; layers.size < before.size; number += 1) {
    if (layer.length === 0) {
      const stuck = [...before.keys()].find(id => !layers.has(id));
      layer = stuck === undefined ? [] : [stuck];
    }
    const next: string[] = [];
    layer.forEach(id => layers.set(id, number));
    for (const id of layer) {
      for (const each of after.get(id) ?? []) {
        const left = (waiting.get(each) ?? 0) - 1;
        waiting.set(each, left);
        if (left === 0 && !layers.has(each)) {
          next.push(each);
        }
      }
    }
    layer = next;
  }
  return layers;
}
