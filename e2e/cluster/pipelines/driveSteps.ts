import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DriveStep } from './kfpSdk';

/** What a real server said at each step of `drive.py`; `recordDrive.ts` writes it. */
export const recordedStepsFile = fileURLToPath(
  new URL('./driveSteps.json', import.meta.url),
);

export function recordedSteps(): DriveStep[] {
  return JSON.parse(readFileSync(recordedStepsFile, 'utf8'));
}

const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Steps without what is another each time: ids, the ends of generated names, and what depends on who was faster. */
export function steadySteps(steps: readonly DriveStep[]): DriveStep[] {
  const text = JSON.stringify(steps.map(steadyStep))
    .replace(uuid, '<id>')
    // Go's protobuf writes one space or the other, lest anybody rely on its messages.
    .replace(/proto:\u00a0/g, 'proto: ');
  return JSON.parse(text);
}

function steadyStep(step: DriveStep): DriveStep {
  switch (step.step) {
    case 'finished':
      return {
        ...step,
        tasks: steadyTasks(step.run as string, step.tasks as string[]),
      };
    case 'terminate':
      // Whether it was seen running before depends on the moment.
      return {
        ...step,
        history: (step.history as string[]).filter(
          state => state !== 'RUNNING',
        ),
      };
    case 'recur':
      return { ...step, run: (step.run as string).replace(/-.*/, '') };
    default:
      return step;
  }
}

/** Of which pipeline a run of `drive.py` is, where it is called otherwise. */
const pipelines: Record<string, string> = {
  failing: 'exit-handler',
  inline: 'parallel',
};

/** One of the tasks is the workflow itself, whose name ends in five letters of its own. */
function steadyTasks(run: string, tasks: readonly string[]): string[] {
  const workflow = new RegExp(`^${pipelines[run] ?? run}-[a-z0-9]{5} `);
  return tasks.map(task => task.replace(workflow, '<workflow> ')).sort();
}
