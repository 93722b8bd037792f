import { describePipelinesClient } from '../../conformance/pipelines/clientSuite';
import type { OpenPipelines } from '../../conformance/pipelines/target';
import { describePipelinesUsers } from '../../conformance/pipelines/usersSuite';
import { ControlPlane } from '../controlPlane';
import { canHavePipelines, pipelinesBinaries } from './build';
import { startPipelines } from './startPipelines';

/** Kubeflow Pipelines, whose workflows nobody drives. */
const openRealPipelines: OpenPipelines = async ({ multiUser }) => {
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

// Where the servers cannot be had, `canHavePipelines` says so and why.
if (await canHavePipelines()) {
  describePipelinesClient(openRealPipelines);
  describePipelinesUsers(openRealPipelines);
}
