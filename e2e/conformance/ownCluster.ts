import { ControlPlane } from '../cluster/controlPlane';
import type { OpenTarget } from './target';

/** A real API server of a test file's own. */
export async function openOwnCluster(): Promise<OpenTarget> {
  const plane = await ControlPlane.start();
  return {
    endpoint: plane.endpoint,
    users: {
      admin: plane.user('admin'),
      alice: plane.user('alice'),
      bob: plane.user('bob'),
    },
    async forget() {
      await plane.compact();
      // Until then the API server has the recent past in memory.
      await plane.restartApiServer();
    },
    [Symbol.asyncDispose]: () => plane[Symbol.asyncDispose](),
  };
}
