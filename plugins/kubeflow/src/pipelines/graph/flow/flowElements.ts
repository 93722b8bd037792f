import { MarkerType, Position } from '@xyflow/react';
import type { GraphIndex } from '../graphIndex';
import type { IterationChoice, LoopIterations } from '../iterations';
import { allBoxes } from '../layout/layoutBoxes';
import type { LayoutBox, Rect } from '../layout/layoutTypes';
import type { LaidOut } from '../layout/useGraphLayout';
import type { NodeStatus } from '../nodeStatus';
import type { BoxData, FlowBox, FlowLine, NodeHighlight } from './flowTypes';

/** Everything that decides how the graph looks, beside where its boxes lie. */
export interface FlowLook {
  index: GraphIndex;
  /** Absent when there is no run. */
  statuses?: ReadonlyMap<string, NodeStatus>;
  /** The run goes on. */
  isLive: boolean;
  iterations?: ReadonlyMap<string, LoopIterations>;
  choice: IterationChoice;
  highlight?: Readonly<Record<string, NodeHighlight>>;
  selectedId?: string;
  activeId?: string;
  /** What a search has found; absent when nothing is looked for. */
  found?: ReadonlySet<string>;
  domIdOf: (id: string) => string;
}

/**
 * The boxes as React Flow takes them, those that lie further in above those that hold them.
 *
 * @param before - Boxes of the last time: one that has not changed is taken over, and so not drawn again
 */
export function flowBoxes(
  { root, layout }: LaidOut,
  look: FlowLook,
  before: ReadonlyMap<string, FlowBox>,
): FlowBox[] {
  const boxes: FlowBox[] = [];
  for (const box of allBoxes(root)) {
    const rect = layout.rects.get(box.id);
    if (rect) {
      const next = flowBox(box, rect, look);
      const last = before.get(box.id);
      boxes.push(last && isSame(last, next) ? last : next);
    }
  }
  return boxes;
}

function flowBox(box: LayoutBox, rect: Rect, look: FlowLook): FlowBox {
  const { x, y, width, height } = rect;
  return {
    id: box.id,
    type: 'box',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    // Lines are drawn above what holds tasks and below tasks.
    zIndex: box.is === 'node' ? 1 : -1,
    handles: [
      { type: 'target', position: Position.Top, x: width / 2, y: 0 },
      { type: 'source', position: Position.Bottom, x: width / 2, y: height },
    ],
    ariaRole: 'presentation',
    domAttributes: { 'aria-roledescription': undefined },
    data: boxData(box, look),
  };
}

function boxData({ id, is, boxes }: LayoutBox, look: FlowLook): BoxData {
  const { index, statuses, choice, found } = look;
  const node = index.byId.get(id);
  return {
    is,
    node,
    domId: look.domIdOf(id),
    count: is === 'bundle' ? boxes.length : index.taskCount(id),
    canOpen: index.childrenOf(id).length > 0 && node !== undefined,
    hasRun: statuses !== undefined,
    isLive: look.isLive,
    status: statuses?.get(id),
    iterations: look.iterations?.get(id),
    iteration: choice.get(id),
    highlight: look.highlight?.[id],
    isSelected: id === look.selectedId,
    isActive: id === look.activeId,
    isDimmed: is === 'node' && found !== undefined && !found.has(id),
  };
}

/** The lines as React Flow takes them. */
export function flowLines(
  { root, layout }: LaidOut,
  look: Pick<FlowLook, 'selectedId' | 'found'>,
  before: ReadonlyMap<string, FlowLine>,
): FlowLine[] {
  const lines: FlowLine[] = [];
  for (const container of [root, ...allBoxes(root)]) {
    for (const line of container.edges) {
      const points = layout.routes.get(line.id);
      if (points && layout.rects.has(line.from) && layout.rects.has(line.to)) {
        const isStrong = line.edges.some(
          ({ from, to }) => from === look.selectedId || to === look.selectedId,
        );
        const next: FlowLine = {
          id: line.id,
          type: 'line',
          source: line.from,
          target: line.to,
          markerEnd: {
            type: MarkerType.ArrowClosed,
            width: 16,
            height: 16,
            color: isStrong ? STRONG : QUIET,
          },
          data: { line, points, isStrong, isDimmed: look.found !== undefined },
        };
        const last = before.get(line.id);
        lines.push(last && isSame(last, next) ? last : next);
      }
    }
  }
  return lines;
}

const QUIET = 'var(--kf-line)';
const STRONG = 'var(--kf-line-strong)';

/** Whether two elements look the same. Data hold only values that keep their identity while they do not change. */
function isSame<T extends FlowBox | FlowLine>(last: T, next: T): boolean {
  return (
    isShallowEqual(last.data ?? {}, next.data ?? {}) &&
    ('position' in last && 'position' in next
      ? last.position.x === next.position.x &&
        last.position.y === next.position.y &&
        last.width === next.width &&
        last.height === next.height
      : true)
  );
}

function isShallowEqual(one: object, other: object): boolean {
  const entries = Object.entries(one);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([key, value]) =>
      Object.is(value, (other as Record<string, unknown>)[key]),
    )
  );
}
