/*
 * `npx tsx e2e/cluster/pipelines/recordDrive.ts`: drives a real Kubeflow Pipelines with its SDK and keeps what it said at
 * each step in `driveSteps.json`, which it and the sandbox are held against.
 */
import { writeFile } from 'node:fs/promises';
import { ControlPlane } from '../controlPlane';
import { pipelinesBinaries } from './build';
import { recordedStepsFile, steadySteps } from './driveSteps';
import { compiledPipelines, drive } from './kfpSdk';
import { startPipelines } from './startPipelines';

async function main(): Promise<void> {
  await using plane = await ControlPlane.start();
  await using pipelines = await startPipelines(
    plane,
    await pipelinesBinaries(),
  );
  const steps = await drive({ host: pipelines.url }, compiledPipelines);
  await writeFile(
    recordedStepsFile,
    `${JSON.stringify(steadySteps(steps), null, 2)}\n`,
  );
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
