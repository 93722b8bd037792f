import { Panel, useReactFlow, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useCallback, useRef } from 'react';
import type { GraphLayout } from '../layout/layoutTypes';
import { drawGraph, paletteOf } from './drawGraph';
import type { FlowBox } from './flowTypes';
import styles from './GraphCanvas.module.css';
import { useDrawing } from './useDrawing';
import { type Size, viewportOfAll } from './viewport';

/**
 * All of a large graph in small, with the part that is seen; a click or drag in it moves there. For the eye and the
 * pointer only: the keyboard has its own ways.
 */
export function Overview(props: {
  boxes: readonly FlowBox[];
  layout: GraphLayout;
  /** The person has moved the graph. */
  onMove: () => void;
}) {
  const { boxes, layout, onMove } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useReactFlow();
  const store = useStoreApi();
  const draw = useCallback<Parameters<typeof useDrawing>[1]>(
    (context, size, [x, y, zoom]) => {
      const palette = paletteOf(context.canvas);
      const all = viewportOfAll(layout, size, 6);
      drawGraph(context, boxes, [], { ...all, ...size }, palette);
      const { width, height } = store.getState();
      const scale = all.zoom / zoom;
      context.lineWidth = 1.5;
      context.strokeStyle = palette.text;
      context.strokeRect(
        all.x - x * scale,
        all.y - y * scale,
        width * scale,
        height * scale,
      );
    },
    [boxes, layout, store],
  );
  useDrawing(canvas, draw);

  const moveTo = (event: PointerEvent<HTMLCanvasElement>) => {
    const element = event.currentTarget;
    const box = element.getBoundingClientRect();
    const size: Size = {
      width: element.clientWidth,
      height: element.clientHeight,
    };
    const all = viewportOfAll(layout, size, 6);
    const { width, height, transform } = store.getState();
    const zoom = transform[2];
    onMove();
    void flow.setViewport({
      zoom,
      x: width / 2 - ((event.clientX - box.left - all.x) / all.zoom) * zoom,
      y: height / 2 - ((event.clientY - box.top - all.y) / all.zoom) * zoom,
    });
  };
  return (
    <Panel position="bottom-right" className={styles.overview}>
      <canvas
        ref={canvas}
        aria-hidden="true"
        onPointerDown={event => {
          event.currentTarget.setPointerCapture(event.pointerId);
          moveTo(event);
        }}
        onPointerMove={event => {
          if (event.buttons === 1) {
            moveTo(event);
          }
        }}
      />
    </Panel>
  );
}
