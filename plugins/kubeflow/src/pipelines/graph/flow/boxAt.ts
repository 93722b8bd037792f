import type { Point } from '../layout/layoutTypes';
import { rectOf } from './drawGraph';
import type { FlowBox } from './flowTypes';

/** The innermost box at a place. Boxes that lie further in come later. */
export function boxAt(
  boxes: readonly FlowBox[],
  { x, y }: Point,
): FlowBox | undefined {
  return boxes.findLast(box => {
    const rect = rectOf(box);
    return (
      box.data.node !== undefined &&
      x >= rect.x &&
      y >= rect.y &&
      x <= rect.x + rect.width &&
      y <= rect.y + rect.height
    );
  });
}
