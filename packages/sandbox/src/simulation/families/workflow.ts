import type { ApiObject } from '../../cluster/types';
import type { Script } from '../kernel';
import { at } from '../kernel';
import { pipelinePlanner } from '../pipelineRuns/pipelinePlanner';
import type { PipelineRuntime } from '../pipelineRuns/PipelineRuntime';
import { resources } from '../resources';
import { WorkflowRun } from '../workflows/WorkflowRun';
import type { Family, Subject } from './Family';

/** How long a run's Workflow stays once it is over, in seconds: the persistence agent's rule, with less patience. */
const RUN_TTL = 24 * 3600;

/**
 * Argo Workflow, as Argo 4.0 runs it: those that Kubeflow Pipelines makes, and others with DAGs and containers.
 * Lives of runs: `<task>=<fate>, …` (`pipelineRuns/fates.ts`); of others: `healthy`, `failed-step` (the last but one
 * step fails) or the name of the step that fails. `spec.shutdown` ends it, `spec.suspend` holds it.
 */
export function workflowFamily(runtime: PipelineRuntime): Family {
  return {
    kind: 'Workflow',
    resource: resources.workflows,
    // A retry goes on where it failed: see `live`.
    concerns: () => 'one life',
    live: subject => live(runtime, subject),
  };
}

function* live(runtime: PipelineRuntime, subject: Subject): Script {
  for (;;) {
    const attempt = attemptOf(subject.object);
    if (!isFinal(subject.object)) {
      const run = new WorkflowRun(subject, {
        planner: pipelinePlanner(runtime, subject),
        onChange: () => runtime.report(subject),
        keepLog: (key, lines) => runtime.keepLog(key, lines),
      });
      yield* run.live();
    }
    removeLater(subject, attempt);
    while (attemptOf(subject.object) === attempt) {
      yield subject.changed;
    }
  }
}

/** Which attempt it is: somebody has it tried again by counting on. */
function attemptOf({ metadata }: ApiObject): string {
  return (
    metadata.annotations?.['pipelines.kubeflow.org/retry-generation'] ?? '0'
  );
}

function isFinal({ status }: ApiObject): boolean {
  return ['Succeeded', 'Failed', 'Error'].includes(String(at(status, 'phase')));
}

function removeLater(subject: Subject, attempt: string): void {
  const { world, object, namespace, name } = subject;
  const id = { ...resources.workflows, namespace, name };
  const asked = at(object.spec, 'ttlStrategy', 'secondsAfterCompletion');
  const isRun = object.metadata.labels?.['pipeline/runid'] !== undefined;
  const seconds =
    typeof asked === 'number' ? asked : isRun ? RUN_TTL : undefined;
  if (seconds === undefined) {
    return;
  }
  world.agenda.after(seconds, () => {
    const now = world.cluster.get(id);
    if (
      now &&
      now.metadata.uid === object.metadata.uid &&
      attemptOf(now) === attempt
    ) {
      world.cluster.delete(id);
    }
  });
}
