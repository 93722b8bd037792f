import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';

/**
 * Draws on a canvas whenever the graph is moved or the drawing changes, once per frame.
 *
 * @param draw - By identity: a new one draws anew. Pixels are those of the page, however fine the screen is
 */
export function useDrawing(
  canvas: RefObject<HTMLCanvasElement>,
  draw: (
    context: CanvasRenderingContext2D,
    size: { width: number; height: number },
    transform: readonly [x: number, y: number, zoom: number],
  ) => void,
): void {
  const store = useStoreApi();
  useEffect(() => {
    let frame: number | undefined;
    const paint = () => {
      frame = undefined;
      const element = canvas.current;
      const context = element?.getContext('2d');
      if (element && context) {
        const { clientWidth: width, clientHeight: height } = element;
        const scale = window.devicePixelRatio || 1;
        if (
          element.width !== Math.round(width * scale) ||
          element.height !== Math.round(height * scale)
        ) {
          element.width = Math.round(width * scale);
          element.height = Math.round(height * scale);
        }
        context.setTransform(scale, 0, 0, scale, 0, 0);
        context.clearRect(0, 0, width, height);
        draw(context, { width, height }, store.getState().transform);
      }
    };
    const request = () => {
      frame ??= requestAnimationFrame(paint);
    };
    request();
    const unsubscribe = store.subscribe((state, previous) => {
      if (
        state.transform !== previous.transform ||
        state.width !== previous.width ||
        state.height !== previous.height
      ) {
        request();
      }
    });
    return () => {
      unsubscribe();
      if (frame !== undefined) {
        cancelAnimationFrame(frame);
      }
    };
  }, [canvas, draw, store]);
}
