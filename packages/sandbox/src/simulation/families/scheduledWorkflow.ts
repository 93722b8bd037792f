import type { Script } from '../kernel';
import { at } from '../kernel';
import { resources } from '../resources';
import type { Family, Subject } from './Family';

/** ScheduledWorkflow (a recurring run) as Kubeflow Pipelines keeps it. It only says when it would run next. */
export const scheduledWorkflow: Family = {
  kind: 'ScheduledWorkflow',
  resource: resources.scheduledWorkflows,
  concerns: object => object.spec,
  live,
};

function* live(subject: Subject): Script {
  const { object, world } = subject;
  const isEnabled = at(object.spec, 'enabled') === true;
  const write = (index: number) => {
    const word = isEnabled ? 'Enabled' : 'Disabled';
    const hour = 3_600_000;
    const last = new Date(Math.floor(world.date.getTime() / hour) * hour);
    const iso = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
    // These objects have no status subresource, and the status patch writes them whole.
    subject.status({
      conditions: [
        {
          type: word,
          status: 'True',
          reason: word,
          message: `The schedule is ${word.toLowerCase()}.`,
          lastProbeTime: world.time,
          lastTransitionTime: object.metadata.creationTimestamp,
        },
      ],
      trigger: isEnabled
        ? {
            lastTriggeredTime: iso(last),
            nextTriggeredTime: iso(new Date(last.getTime() + hour)),
            lastWorkflowIndex: index,
          }
        : {},
      workflowHistory: {},
    });
  };
  for (let index = 1; ; index++) {
    write(index);
    if (!isEnabled) {
      return;
    }
    yield subject.pause(3600, 3600);
  }
}
