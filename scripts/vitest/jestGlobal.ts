import { vi } from 'vitest';

// Backstage's test utilities call the global `jest.fn`.
(globalThis as { jest?: unknown }).jest = vi;
