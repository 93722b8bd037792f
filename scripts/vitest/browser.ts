import '@testing-library/jest-dom/vitest';
import { vi } from 'vitest';

// Backstage's test utilities call the global `jest.fn`.
(globalThis as { jest?: unknown }).jest = vi;

// React in development reads `window.event` around every render and writes back what it read. Vitest's copy of the
// property keeps what is written, so after the first key or click every render would count as an answer to that input.
const { jsdom } = globalThis as { jsdom?: { window: Window } };
if (jsdom) {
  Object.defineProperty(globalThis, 'event', {
    configurable: true,
    get: () => jsdom.window.event,
    set: () => undefined,
  });
}
