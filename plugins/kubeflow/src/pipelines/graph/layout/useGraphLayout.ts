import { useEffect, useMemo, useRef, useState } from 'react';
import { startElkWorker } from './elkWorker';
import { LayoutEngine } from './LayoutEngine';
import { allBoxes } from './layoutBoxes';
import type { GraphLayout, LayoutBox } from './layoutTypes';
import { quickLayout } from './quickLayout';

/** What is larger is not waited for: its quick layout is shown at once. */
const WAIT_UP_TO_BOXES = 80;
/** After this time without the good layout, the quick one is shown. */
const PATIENCE_MILLISECONDS = 400;

/** Boxes and where they lie. They belong together: while new boxes are being laid out, the old ones stay. */
export interface LaidOut {
  root: LayoutBox;
  layout: GraphLayout;
  /** A better layout is on its way. */
  isProvisional: boolean;
}

/** The layout of a graph; nothing for a moment at first. @param root - By identity */
export function useGraphLayout(root: LayoutBox): LaidOut | undefined {
  const engine = useRef<LayoutEngine>();
  const [laidOut, setLaidOut] = useState<LaidOut>();
  const quick = useMemo(
    () =>
      [...allBoxes(root)].length > WAIT_UP_TO_BOXES
        ? { root, layout: quickLayout(root), isProvisional: true }
        : undefined,
    [root],
  );

  useEffect(() => {
    engine.current ??= new LayoutEngine(
      typeof Worker === 'undefined' ? undefined : startElkWorker,
    );
    const { current } = engine;
    let isOver = false;
    const show = (next: LaidOut) => {
      if (!isOver) {
        setLaidOut(next);
      }
    };
    const timer = setTimeout(
      () =>
        show(quick ?? { root, layout: quickLayout(root), isProvisional: true }),
      PATIENCE_MILLISECONDS,
    );
    current
      .layout(root)
      .catch(() => quick?.layout ?? quickLayout(root))
      .then(layout => {
        clearTimeout(timer);
        show({ root, layout, isProvisional: false });
        isOver = true;
      });
    return () => {
      clearTimeout(timer);
      // What is large would keep the worker from what is wanted now.
      if (!isOver && quick) {
        current.close();
      }
      isOver = true;
    };
  }, [root, quick]);

  useEffect(
    () => () => {
      engine.current?.close();
      engine.current = undefined;
    },
    [],
  );

  return quick && laidOut?.root !== root ? quick : laidOut;
}
