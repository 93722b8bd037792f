import { vi } from 'vitest';

/** jsdom measures nothing, and React Flow asks for an observer; what a test draws has its sizes from the layout. */
export function stubResizeObserver(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
}
