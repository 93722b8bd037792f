/*
 * `npx tsx e2e/cluster/pipelines/record.ts`: asks a real Kubeflow Pipelines what the portal asks it, and keeps the answers
 * as fixtures, which the client and the sandbox are held against.
 */
import type { ApiClient } from '../apiClient';
import { ControlPlane } from '../controlPlane';
import { pipelinesBinaries } from './build';
import { api, Recorder } from './recording/Recorder';
import { recordMultiUser } from './recording/recordMultiUser';
import { recordPipelines } from './recording/recordPipelines';
import { recordRecurringRuns } from './recording/recordRecurringRuns';
import { recordRuns } from './recording/recordRuns';
import { startPipelines } from './startPipelines';

async function record(
  multiUser: boolean,
  use: (recorder: Recorder, cluster: ApiClient) => Promise<void>,
): Promise<void> {
  await using plane = await ControlPlane.start();
  const binaries = await pipelinesBinaries();
  await using pipelines = await startPipelines(plane, binaries, { multiUser });
  const cluster = plane.client('admin');
  await use(new Recorder(pipelines.url, cluster), cluster);
}

async function main(): Promise<void> {
  await record(false, async recorder => {
    await recorder.keep('healthz', 'GET', `${api}/healthz`);
    await recordRuns(recorder);
    await recordPipelines(recorder);
    await recordRecurringRuns(recorder);
  });
  await record(true, recordMultiUser);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
