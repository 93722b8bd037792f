import {
  startSandbox,
  type PipelinesSettings,
  type Sandbox,
} from '@kubeflow-portal/sandbox';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordedSteps, steadySteps } from './driveSteps';
import { compiledPipelines, drive, kfpPython, type DriveStep } from './kfpSdk';

/**
 * Pipelines whose tasks depend on what other tasks gave. Nobody ran the tasks of the real server, so that it was made up
 * which branches were taken and how often loops went round; in the sandbox tasks give something.
 */
const ofChance = ['condition', 'loop'];

/**
 * Without the tasks that are not known beforehand. What one run did another may find in the cache, which the real server
 * had none of.
 */
function comparable(steps: readonly DriveStep[]): DriveStep[] {
  return steadySteps(steps).map(step =>
    step.step === 'finished'
      ? {
          ...step,
          tasks: ofChance.includes(step.run as string)
            ? undefined
            : (step.tasks as string[])
                .map(task =>
                  task.replace(/^executor SKIPPED$/, 'executor SUCCEEDED'),
                )
                .sort(),
        }
      : step,
  );
}

/** An empty one that lives fast. */
function openSandbox(pipelines: PipelinesSettings): Promise<Sandbox> {
  return startSandbox({
    pipelines,
    simulation: {
      populate: false,
      speed: 60,
      onError: error => {
        throw error;
      },
    },
  });
}

describe('the sandbox, driven by the SDK of Kubeflow Pipelines', () => {
  beforeAll(() => kfpPython());

  it('answers at each step what a real server did', async () => {
    await using sandbox = await openSandbox({});
    const steps = await drive(
      { host: sandbox.pipelinesUrl },
      compiledPipelines,
    );
    expect(comparable(steps)).toEqual(comparable(recordedSteps()));
  });

  it('does all in the namespace of a user, where namespaces are kept apart', async () => {
    await using sandbox = await openSandbox({ multiUser: true });
    const steps = await drive(
      {
        host: sandbox.pipelinesUrl,
        namespace: 'team-vision',
        header: 'kubeflow-userid=alice',
      },
      compiledPipelines,
    );
    expect(steps[0]).toEqual({ step: 'health', multi_user: true });
    expect(steps.map(({ step }) => step)).toEqual(
      recordedSteps().map(({ step }) => step),
    );
  });
});
