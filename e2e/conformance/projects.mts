import { fileURLToPath } from 'node:url';
import type { TestProjectInlineConfiguration } from 'vitest/config';

/** The conformance suite as a vitest project, against the sandbox or a real API server. */
export function conformance(
  target: 'sandbox' | 'real',
): TestProjectInlineConfiguration {
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    test: {
      globals: true,
      name: `e2e/conformance (${target})`,
      environment: 'node',
      include:
        target === 'sandbox'
          ? ['*.test.ts', 'pipelines/*.test.ts']
          : ['*.test.ts'],
      testTimeout: 60_000,
      hookTimeout: 120_000,
      // A cold cache builds the API server first.
      ...(target === 'real' && { globalSetup: ['./realCluster.ts'] }),
    },
  };
}
