import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { conformance } from '../conformance/projects.mts';

const root = fileURLToPath(new URL('..', import.meta.url));

const node = {
  globals: true,
  environment: 'node' as const,
  testTimeout: 180_000,
  // A cold cache builds the API server first.
  hookTimeout: 1_800_000,
  setupFiles: ['../scripts/vitest/jestGlobal.ts'],
};

/** What needs more than Node: an API server, kubectl. The projects run one after the other. */
export default defineConfig({
  test: {
    projects: [
      conformance('real'),
      {
        root,
        test: {
          ...node,
          name: 'e2e/cluster',
          include: ['cluster/*.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        test: {
          ...node,
          name: 'e2e/sandbox',
          include: ['sandbox/*.test.ts'],
          globalSetup: ['./kubectl.ts'],
          sequence: { groupOrder: 2 },
        },
      },
      {
        root,
        test: {
          ...node,
          name: 'e2e/pipelines',
          include: ['cluster/pipelines/*.test.ts'],
          testTimeout: 600_000,
          // Each file has a cluster and the servers of Kubeflow Pipelines of its own.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
