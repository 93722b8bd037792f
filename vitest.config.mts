import { defineConfig } from 'vitest/config';
import { conformance } from './e2e/conformance/projects.mts';

/** Rooms that run in Node; the rest is for browsers. */
const node = [
  'plugins/kubeflow-common',
  'plugins/kubeflow-node',
  'plugins/kubeflow-backend',
  'packages/backend',
  'packages/sandbox',
];
const browser = ['plugins/kubeflow-react', 'plugins/kubeflow', 'packages/app'];

const shared = { globals: true, testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      conformance('sandbox'),
      ...node.map(root => ({
        root,
        test: {
          ...shared,
          name: root,
          environment: 'node',
          include: ['src/**/*.test.ts'],
          setupFiles: [
            new URL('./scripts/vitest/jestGlobal.ts', import.meta.url).pathname,
          ],
        },
      })),
      ...browser.map(root => ({
        root,
        test: {
          ...shared,
          name: root,
          environment: 'jsdom',
          include: ['src/**/*.test.{ts,tsx}'],
          css: false,
          setupFiles: [
            new URL('./scripts/vitest/jestGlobal.ts', import.meta.url).pathname,
            new URL('./scripts/vitest/browser.ts', import.meta.url).pathname,
          ],
          server: {
            deps: {
              // These import directories without a file name, which only a bundler resolves.
              inline: [
                /@backstage\//,
                /react-use/,
                /material-ui-popup-state/,
                /@mui\//,
                /@material-ui\//,
              ],
            },
          },
        },
      })),
    ],
  },
});
