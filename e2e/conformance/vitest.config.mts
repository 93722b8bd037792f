import { defineConfig } from 'vitest/config';
import { conformance } from './projects.mts';

/** Both targets, side by side: a difference is a bug of the sandbox. */
export default defineConfig({
  test: { projects: [conformance('sandbox'), conformance('real')] },
});
