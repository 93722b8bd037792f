import type { Json, Script } from '../kernel';
import { at, record, records, text } from '../kernel';
import { ownedBy, podTemplate } from '../objects';
import { resources } from '../resources';
import type { Family, Subject } from './Family';

/**
 * Argo Workflow as Kubeflow Pipelines 2.17 makes it and Argo 4.0 runs it: a DAG of pods, their states in
 * `status.nodes`. Lives: `healthy`, `failed-step` (the last but one step fails). `spec.shutdown` ends it,
 * `spec.suspend` holds it between two steps.
 */
export const workflow: Family = {
  kind: 'Workflow',
  resource: resources.workflows,
  concerns: () => 'one life',
  live,
};

interface Node extends Json {
  id: string;
  phase: string;
}

function* live(subject: Subject): Script {
  const { name, world, random } = subject;
  const startedAt = world.time;
  const nodes: Record<string, Node> = {};
  const steps = stepsOf(subject);
  const write = (phase: string, more: Json = {}) => {
    subject.status({
      phase,
      startedAt,
      finishedAt: null,
      progress: `${Object.values(nodes).filter(({ type, phase: own }) => type === 'Pod' && own === 'Succeeded').length}/${steps.length}`,
      nodes,
      ...more,
    });
    subject.patch({
      metadata: {
        labels: {
          'workflows.argoproj.io/phase': phase,
          ...(phase === 'Running'
            ? {}
            : { 'workflows.argoproj.io/completed': 'true' }),
        },
      },
    });
  };
  nodes[name] = {
    id: name,
    name,
    displayName: name,
    type: 'DAG',
    templateName: 'entrypoint',
    phase: 'Running',
    startedAt,
    finishedAt: null,
    children: steps.map(step => `${name}-${hashOf(step)}`).slice(0, 1),
    progress: `0/${steps.length}`,
  };
  write('Running');
  subject.event({
    type: 'Normal',
    reason: 'WorkflowRunning',
    message: 'Workflow Running',
    component: 'workflow-controller',
  });

  const finish = (phase: 'Succeeded' | 'Failed', message?: string) => {
    nodes[name] = {
      ...nodes[name],
      id: name,
      phase,
      finishedAt: world.time,
      ...(message ? { message } : {}),
    };
    write(phase, {
      finishedAt: world.time,
      ...(message ? { message } : {}),
      conditions: [
        { type: 'PodRunning', status: 'False' },
        { type: 'Completed', status: 'True' },
      ],
    });
    subject.event({
      type: phase === 'Succeeded' ? 'Normal' : 'Warning',
      reason: phase === 'Succeeded' ? 'WorkflowSucceeded' : 'WorkflowFailed',
      message: message ?? 'Workflow completed',
      component: 'workflow-controller',
    });
  };

  for (const [index, step] of steps.entries()) {
    while (
      at(subject.object.spec, 'suspend') === true &&
      !isShutdown(subject)
    ) {
      yield 5;
    }
    if (isShutdown(subject)) {
      finish('Failed', "Stopped with strategy 'Terminate'");
      return;
    }
    const id = `${name}-${hashOf(step)}`;
    const next = steps[index + 1];
    const base: Node = {
      id,
      name: `${name}.${step}`,
      displayName: step,
      type: 'Pod',
      templateName: step,
      boundaryID: name,
      phase: 'Pending',
      startedAt: world.time,
      finishedAt: null,
      progress: '0/1',
      ...(next ? { children: [`${name}-${hashOf(next)}`] } : {}),
    };
    nodes[id] = base;
    write('Running');
    const template = podTemplate({
      spec: { containers: [stepContainer(subject, step)] },
    });
    if (!template) {
      return;
    }
    const pod = subject.addPod(
      `${name}-${step}-${hashOf(step)}`,
      {
        'workflows.argoproj.io/workflow': name,
        'workflows.argoproj.io/completed': 'false',
        ...(subject.object.metadata.labels?.['pipeline/runid']
          ? {
              'pipeline/runid':
                subject.object.metadata.labels['pipeline/runid'],
            }
          : {}),
      },
      ownedBy(subject.object),
      template,
      'Never',
    );
    yield* subject.bringUp([pod]);
    nodes[id] = { ...base, phase: 'Running', hostNodeName: pod.node };
    write('Running');
    pod.log([
      `time="${world.date.toISOString()}" level=info msg="capturing logs" argo=true`,
      `${step}: started`,
    ]);
    for (let part = 1; part <= 4; part++) {
      yield random.between(12, 45);
      pod.log([`${step}: ${part * 25} %`]);
      if (isShutdown(subject)) {
        break;
      }
    }
    const fails = subject.life === 'failed-step' && index === steps.length - 2;
    if (isShutdown(subject)) {
      pod.exit({ exitCode: 143, reason: 'Error' });
      nodes[id] = {
        ...base,
        phase: 'Failed',
        message: 'workflow shutdown with strategy:  Terminate',
        finishedAt: world.time,
      };
      finish('Failed', "Stopped with strategy 'Terminate'");
      return;
    }
    if (fails) {
      pod.log([`AssertionError: accuracy 0.71 is below the threshold of 0.80`]);
      pod.exit({ exitCode: 1, reason: 'Error' });
      nodes[id] = {
        ...base,
        phase: 'Failed',
        message: 'Error (exit code 1)',
        finishedAt: world.time,
      };
      if (next) {
        const omitted = `${name}-${hashOf(next)}`;
        nodes[omitted] = {
          id: omitted,
          name: `${name}.${next}`,
          displayName: next,
          type: 'Skipped',
          boundaryID: name,
          phase: 'Omitted',
          message: 'omitted: depends condition not met',
          startedAt: world.time,
          finishedAt: world.time,
        };
      }
      finish('Failed');
      return;
    }
    pod.exit({ exitCode: 0, reason: 'Completed' });
    nodes[id] = {
      ...base,
      phase: 'Succeeded',
      progress: '1/1',
      hostNodeName: pod.node,
      finishedAt: world.time,
    };
    write('Running');
    yield 2;
  }
  finish('Succeeded');
}

function isShutdown({ object }: Subject): boolean {
  return text(at(object.spec, 'shutdown')) !== undefined;
}

/** Names of the entrypoint's tasks, in their order. */
function stepsOf({ object }: Subject): string[] {
  const entrypoint = text(at(object.spec, 'entrypoint'));
  const template = records(at(object.spec, 'templates')).find(
    ({ name }) => name === entrypoint,
  );
  const tasks = records(at(template, 'dag', 'tasks')).flatMap(
    ({ name }) => text(name) ?? [],
  );
  return tasks.length > 0 ? tasks : ['main'];
}

function stepContainer({ object }: Subject, step: string): Json {
  const template = records(at(object.spec, 'templates')).find(
    ({ name }) => name === step,
  );
  const own = record(at(template, 'container'));
  return { name: 'main', image: 'python:3.12-slim', ...own };
}

/** Argo numbers its nodes with an FNV hash of their name. */
function hashOf(step: string): string {
  let hash = 0x811c9dc5;
  for (const letter of step) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  }
  return String(hash >>> 0);
}
