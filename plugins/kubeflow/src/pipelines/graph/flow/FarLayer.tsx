import { useCallback, useRef } from 'react';
import { drawGraph, paletteOf } from './drawGraph';
import type { FlowBox, FlowLine } from './flowTypes';
import styles from './GraphCanvas.module.css';
import { useDrawing } from './useDrawing';

/** A large graph seen from far away, drawn in one piece instead of as elements of the page. */
export function FarLayer(props: {
  boxes: readonly FlowBox[];
  lines: readonly FlowLine[];
}) {
  const { boxes, lines } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useCallback<Parameters<typeof useDrawing>[1]>(
    (context, size, [x, y, zoom]) =>
      drawGraph(
        context,
        boxes,
        lines,
        { x, y, zoom, ...size },
        paletteOf(context.canvas),
      ),
    [boxes, lines],
  );
  useDrawing(canvas, draw);
  return <canvas ref={canvas} className={styles.far} aria-hidden="true" />;
}
