/*
 * `npx tsx e2e/cluster/pipelines/record.ts`: asks a real Kubeflow Pipelines what the portal asks it, and keeps the answers
 * as fixtures, which the client and the sandbox are held against.
 */
import { ControlPlane } from '../controlPlane';
import { pipelinesBinaries } from './build';
import { api, Recorder } from './recording/Recorder';
import { recordPipelines } from './recording/recordPipelines';
import { recordRecurringRuns } from './recording/recordRecurringRuns';
import { recordRuns } from './recording/recordRuns';
import { startPipelines } from './startPipelines';

async function main(): Promise<void> {
  await using plane = await ControlPlane.start();
  await using pipelines = await startPipelines(
    plane,
    await pipelinesBinaries(),
  );
  const recorder = new Recorder(pipelines.url, plane.client('admin'));
  await recorder.keep('healthz', 'GET', `${api}/healthz`);
  await recordRuns(recorder);
  await recordPipelines(recorder);
  await recordRecurringRuns(recorder);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
