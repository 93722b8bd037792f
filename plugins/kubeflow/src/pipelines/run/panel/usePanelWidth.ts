import { useCallback, useState } from 'react';

const KEY = 'kubeflow.run.panelWidth';
const USUAL = 480;
const LEAST = 320;
const MOST = 1_200;

/** How wide the panel is, as the person left it the last time. */
export interface PanelWidth {
  pixels: number;
  least: number;
  most: number;
  set: (pixels: number) => void;
}

export function usePanelWidth(): PanelWidth {
  const [pixels, setPixels] = useState(readWidth);
  const set = useCallback((next: number) => {
    const width = within(next);
    setPixels(width);
    try {
      window.localStorage.setItem(KEY, String(width));
    } catch {
      // A browser that keeps nothing: it lasts as long as the page.
    }
  }, []);
  return { pixels, least: LEAST, most: MOST, set };
}

/** Total: what the browser holds can be anything. */
function readWidth(): number {
  try {
    const width = Number(window.localStorage.getItem(KEY) ?? USUAL);
    return within(Number.isFinite(width) ? width : USUAL);
  } catch {
    return USUAL;
  }
}

function within(pixels: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, pixels)));
}
