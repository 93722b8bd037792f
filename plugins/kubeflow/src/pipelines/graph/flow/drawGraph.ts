import type { Point, Rect } from '../layout/layoutTypes';
import { toneOf, type Tone } from './boxTone';
import type { FlowBox, FlowLine } from './flowTypes';

/** What a drawing is made with; colours as CSS has them. */
export interface Palette {
  tones: Record<Tone, string>;
  text: string;
  surface: string;
  ring: string;
}

/** Where the graph's own corner lies on the drawing, and how large a pixel of it is. */
export interface Placing {
  x: number;
  y: number;
  zoom: number;
  width: number;
  height: number;
}

/** The colours of an element's surroundings, in its theme of now. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const color = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  const text = color('--bui-fg-primary', 'black');
  return {
    tones: {
      danger: color('--bui-fg-danger', 'red'),
      warning: color('--bui-fg-warning', 'orange'),
      info: color('--bui-fg-info', 'blue'),
      success: color('--bui-fg-success', 'green'),
      neutral: text,
      absent: text,
    },
    text,
    surface: color('--bui-bg-neutral-1', 'white'),
    ring: color('--bui-ring', 'blue'),
  };
}

/**
 * Draws a graph on a canvas, as it is seen from far away: without words. A thousand elements of the page take a
 * browser far longer to move than a thousand rectangles take to draw.
 */
export function drawGraph(
  context: CanvasRenderingContext2D,
  boxes: readonly FlowBox[],
  lines: readonly FlowLine[],
  placing: Placing,
  palette: Palette,
): void {
  const { x, y, zoom, width, height } = placing;
  const seen = (rect: Rect) =>
    rect.x * zoom + x < width &&
    rect.y * zoom + y < height &&
    (rect.x + rect.width) * zoom + x > 0 &&
    (rect.y + rect.height) * zoom + y > 0;
  context.lineJoin = 'round';
  for (const box of boxes) {
    if (box.data.is !== 'node' && seen(rectOf(box))) {
      drawFrame(context, box, placing, palette);
    }
  }
  context.strokeStyle = palette.text;
  context.lineWidth = Math.max(0.6, 2 * zoom);
  for (const { data } of lines) {
    if (data && seen(boundsOf(data.points))) {
      context.globalAlpha = data.isStrong ? 0.9 : data.isDimmed ? 0.12 : 0.32;
      drawLine(context, data.points, placing);
    }
  }
  for (const box of boxes) {
    if (box.data.is === 'node' && seen(rectOf(box))) {
      drawBox(context, box, placing, palette);
    }
  }
  context.globalAlpha = 1;
}

function drawFrame(
  context: CanvasRenderingContext2D,
  box: FlowBox,
  placing: Placing,
  { text }: Palette,
): void {
  const rect = onCanvas(rectOf(box), placing);
  context.globalAlpha = 0.05;
  context.fillStyle = text;
  context.fillRect(rect.x, rect.y, rect.width, rect.height);
  context.globalAlpha = 0.3;
  context.strokeStyle = text;
  context.lineWidth = 1;
  context.strokeRect(rect.x, rect.y, rect.width, rect.height);
}

function drawBox(
  context: CanvasRenderingContext2D,
  box: FlowBox,
  placing: Placing,
  palette: Palette,
): void {
  const { x, y, width, height } = onCanvas(rectOf(box), placing);
  const tone = toneOf(box.data);
  context.globalAlpha = 1;
  context.fillStyle = palette.surface;
  context.fillRect(x, y, width, height);
  context.globalAlpha = box.data.isDimmed
    ? 0.15
    : tone === 'absent'
      ? 0.12
      : tone === 'neutral'
        ? 0.4
        : 0.75;
  context.fillStyle = palette.tones[tone];
  context.fillRect(x, y, width, height);
  if (box.data.isSelected || box.data.isActive) {
    context.globalAlpha = 1;
    context.strokeStyle = palette.ring;
    context.lineWidth = 3;
    context.strokeRect(x - 2, y - 2, width + 4, height + 4);
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  { x, y, zoom }: Placing,
): void {
  context.beginPath();
  points.forEach((point, index) => {
    const [left, top] = [point.x * zoom + x, point.y * zoom + y];
    if (index === 0) {
      context.moveTo(left, top);
    } else {
      context.lineTo(left, top);
    }
  });
  context.stroke();
}

function onCanvas(rect: Rect, { x, y, zoom }: Placing): Rect {
  return {
    x: rect.x * zoom + x,
    y: rect.y * zoom + y,
    width: Math.max(1, rect.width * zoom),
    height: Math.max(1, rect.height * zoom),
  };
}

export function rectOf({ position, width = 0, height = 0 }: FlowBox): Rect {
  return { ...position, width, height };
}

function boundsOf(points: readonly Point[]): Rect {
  const [first] = points;
  let [left, right, top, bottom] = [first.x, first.x, first.y, first.y];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
