import type { KeyboardEvent } from 'react';
import { type SeenGraph, type Step, stepFrom } from '../graphWalk';

const steps: Readonly<Record<string, Step>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** The graph by keyboard: walking, showing a task, opening and closing containers, zooming. */
export function useGraphKeys(options: {
  seen: SeenGraph;
  activeId: string | undefined;
  selectedId: string | undefined;
  onActivate: (id: string | undefined) => void;
  onSelect: (id: string | undefined) => void;
  onToggle: (id: string) => void;
  view: {
    showAll: () => void;
    zoomIn: () => void;
    zoomOut: () => void;
  };
}): (event: KeyboardEvent) => void {
  const { seen, activeId, selectedId, view } = options;
  const at = activeId ?? selectedId;

  const walk = (step: Step) => options.onActivate(stepFrom(seen, at, step));
  const keys: Readonly<Record<string, () => void>> = {
    Enter: () => at !== undefined && options.onSelect(at),
    ' ': () =>
      at !== undefined &&
      seen.index.childrenOf(at).length > 0 &&
      options.onToggle(at),
    Escape: () =>
      selectedId === undefined
        ? options.onActivate(undefined)
        : options.onSelect(undefined),
    '+': view.zoomIn,
    '=': view.zoomIn,
    '-': view.zoomOut,
    '0': view.showAll,
  };
  return event => {
    // Keys that are for a button or a list within the graph stay there.
    if (
      event.target !== event.currentTarget ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    ) {
      return;
    }
    const step = steps[event.key];
    if (step !== undefined) {
      walk(step);
    } else if (Object.hasOwn(keys, event.key)) {
      keys[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  };
}
