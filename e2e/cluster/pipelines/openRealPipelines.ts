import type { OpenPipelines } from '../../conformance/pipelines/target';
import { ControlPlane } from '../controlPlane';
import { pipelinesBinaries } from './build';
import { startPipelines } from './startPipelines';

/** Opens Kubeflow Pipelines, whose workflows nobody drives, for the suites that the sandbox also has to pass. */
export const openRealPipelines: OpenPipelines = async ({ multiUser }) => {
  const binaries = await pipelinesBinaries();
  await using resources = new AsyncDisposableStack();
  const plane = resources.use(await ControlPlane.start());
  const { url } = resources.use(
    await startPipelines(plane, binaries, { multiUser, pods: false }),
  );
  const running = resources.move();
  return {
    url,
    cluster: {
      endpoint: plane.endpoint,
      users: {
        admin: plane.user('admin'),
        alice: plane.user('alice'),
        bob: plane.user('bob'),
      },
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};
