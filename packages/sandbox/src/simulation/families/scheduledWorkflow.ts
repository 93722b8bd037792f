import type { Script } from '../kernel';
import { at, records, text } from '../kernel';
import type { PipelineRuntime } from '../pipelineRuns/PipelineRuntime';
import { nextTrigger } from '../pipelineRuns/nextTrigger';
import { resources } from '../resources';
import { fnv } from '../workflows/WorkflowNode';
import type { Family, Subject } from './Family';

/** How often it looks again while too many of its runs are under way, and after a failure, in seconds. */
const AGAIN = 10;
/** How soon it may start one more after it has started one. */
const PAUSE = 2;
/** How long it waits at most before it looks again. */
const LONGEST = 3600;

/** ScheduledWorkflow (a recurring run), as Kubeflow Pipelines' controller keeps it: it starts runs when they are due. */
export function scheduledWorkflowFamily(runtime: PipelineRuntime): Family {
  return {
    kind: 'ScheduledWorkflow',
    resource: resources.scheduledWorkflows,
    concerns: object => object.spec,
    live: subject => live(runtime, subject),
  };
}

function* live(runtime: PipelineRuntime, subject: Subject): Script {
  const { world } = subject;
  const { status } = subject.object;
  let last = moment(at(status, 'trigger', 'lastTriggeredTime'));
  let index = Number(at(status, 'trigger', 'lastWorkflowIndex') ?? 0);
  let written = '';
  for (;;) {
    const { object } = subject;
    const now = Math.floor(world.date.getTime() / 1000);
    const next = nextTrigger(object, last, now);
    const isEnabled = at(object.spec, 'enabled') === true;
    const limit = Number(at(object.spec, 'maxConcurrency') ?? 1);
    // Whoever enables it starts it anew.
    let wait = next === undefined || !isEnabled ? LONGEST : next - now;
    if (isEnabled && next !== undefined && next <= now) {
      wait = AGAIN;
      if (activeRuns(subject) < Math.min(10, Math.max(1, limit))) {
        try {
          runtime.fire(object, nameOf(subject.name, index + 1));
          last = next;
          index += 1;
          wait = PAUSE;
        } catch (error) {
          subject.event({
            type: 'Warning',
            reason: 'FailedSync',
            message: `Transient failure: Syncing ScheduledWorkflow (${subject.name}): transient failure, can't fetch completed workflows: failed to create a run from the scheduled workflow (${subject.namespace}/${subject.name}): ${(error as Error).message}`,
            component: 'scheduled-workflow-controller',
          });
          wait = 6 * AGAIN;
        }
      }
    }
    const state = {
      isEnabled,
      last,
      index,
      next: nextTrigger(object, last, 0),
    };
    if (JSON.stringify(state) !== written) {
      written = JSON.stringify(state);
      write(subject, state);
    }
    yield Math.max(PAUSE / 2, Math.min(LONGEST, wait));
  }
}

function moment(time: unknown): number | undefined {
  const milliseconds = Date.parse(text(time) ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

/** The name of a run: which one it is, and a hash of that. */
function nameOf(name: string, index: number): string {
  const id = `${name}-${index}`;
  return `${id}-${fnv(id)}`;
}

function activeRuns({ world, namespace, name }: Subject): number {
  return world.cluster
    .list(resources.workflows, { namespace })
    .filter(
      ({ metadata: { labels } }) =>
        labels?.['scheduledworkflows.kubeflow.org/scheduledWorkflowName'] ===
          name && labels['workflows.argoproj.io/completed'] !== 'true',
    ).length;
}

function write(
  subject: Subject,
  state: {
    isEnabled: boolean;
    last: number | undefined;
    index: number;
    next: number | undefined;
  },
): void {
  const { object, world } = subject;
  const word = state.isEnabled ? 'Enabled' : 'Disabled';
  const iso = (seconds: number | undefined) =>
    seconds === undefined
      ? null
      : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
  const [condition] = records(at(object.status, 'conditions'));
  const since =
    condition?.type === word
      ? condition.lastTransitionTime
      : (object.metadata.creationTimestamp ?? world.time);
  const trigger = {
    lastTriggeredTime: iso(state.last),
    nextTriggeredTime: iso(state.next),
    lastWorkflowIndex: state.index,
  };
  // These objects have no status subresource, and the status patch writes them whole.
  subject.status({
    conditions: [
      {
        type: word,
        status: 'True',
        reason: word,
        message: `The schedule is ${word.toLowerCase()}.`,
        lastProbeTime: world.time,
        lastTransitionTime: since,
      },
    ],
    trigger,
    workflowHistory: {},
  });
  const prefix = 'scheduledworkflows.kubeflow.org';
  subject.patch({
    metadata: {
      labels: {
        [`${prefix}/enabled`]: String(state.isEnabled),
        [`${prefix}/status`]: word,
      },
    },
  });
}
