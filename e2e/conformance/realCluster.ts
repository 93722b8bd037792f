import type { TestProject } from 'vitest/node';
import { openCluster } from '../cluster/testCluster';

/** Starts the real cluster once for all files of the suite. */
export default async function setup(
  project: TestProject,
): Promise<() => Promise<void>> {
  const cluster = await openCluster({ controllerManager: true });
  const { endpoint, users } = cluster;
  project.provide('cluster', { endpoint, users });
  return async () => {
    await cluster[Symbol.asyncDispose]();
  };
}
