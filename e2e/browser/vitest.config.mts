import { defineConfig } from 'vitest/config';

/** The portal in Chromium, with the built frontend and the sandbox. One portal for all files, one after another. */
export default defineConfig({
  test: {
    name: 'browser',
    root: new URL('.', import.meta.url).pathname,
    globals: true,
    environment: 'node',
    include: ['**/*.test.ts'],
    globalSetup: [new URL('./portalSetup.ts', import.meta.url).pathname],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
