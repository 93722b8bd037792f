import type { ApiObject } from '../../cluster/types';
import type { Subject } from '../families/Family';
import type { Process, Script } from '../kernel';
import { at, record, records, Signal, text } from '../kernel';
import { bringUp } from '../pods/bringUp';
import { SimPod } from '../pods/SimPod';
import { resources } from '../resources';
import { argoPod } from './argoPod';
import type { PodPlan, PodRequest } from './PodPlan';
import { isFulfilled, type WorkflowNode } from './WorkflowNode';
import type { WorkflowNodes } from './WorkflowNodes';

/** How often the node is compared with its pod, in seconds: soon at first, now and then when it takes long. */
const SOON = 2;
const LATER = 20;

interface PodRunOptions {
  subject: Subject;
  nodes: WorkflowNodes;
  request: PodRequest;
  /** Nothing for a pod that nobody knows more of. */
  plan?: PodPlan;
  keepLog(key: string, lines: readonly string[]): void;
}

/** A node that is a pod, from its creation to its end. */
export class PodRun {
  readonly node: WorkflowNode;
  pod: SimPod | undefined;
  readonly #subject: Subject;
  readonly #nodes: WorkflowNodes;
  readonly #request: PodRequest;
  readonly #plan: PodPlan;
  readonly #over = new Signal();
  #process: Process | undefined;

  readonly #keepLog: PodRunOptions['keepLog'];

  constructor(options: PodRunOptions) {
    const { subject, request } = options;
    this.node = request.node;
    this.#subject = subject;
    this.#nodes = options.nodes;
    this.#request = request;
    this.#plan = options.plan ?? plainPlan(subject, request);
    this.#keepLog = options.keepLog;
  }

  *live(): Script {
    const made = argoPod(
      this.#subject.object,
      this.#request,
      record(this.#plan.patch),
    );
    if (!made) {
      this.#end('Error', 'the template has no container');
      return;
    }
    const { world } = this.#subject;
    const pod = new SimPod(world, made.identity, made.template, 'Never');
    this.pod = pod;
    this.#subject.pods.push(pod);
    this.#process = world.agenda.start(this.#work(pod));
    const watch = world.agenda.start(this.#follow(pod));
    try {
      if (!isFulfilled(this.node)) {
        yield this.#over;
      }
    } finally {
      watch.stop();
      this.#process.stop();
    }
  }

  /** It is to end now, for a reason that its node gives. */
  kill(message: string): void {
    if (isFulfilled(this.node)) {
      return;
    }
    this.#process?.stop();
    if (this.pod?.isReady) {
      this.pod.exit({ exitCode: 143, reason: 'Error' });
      this.#complete();
    } else {
      this.pod?.remove();
    }
    this.#end('Failed', message);
  }

  *#work(pod: SimPod): Script {
    yield* this.#plan.run(pod);
    yield 1;
    this.#settle(pod);
  }

  /** Pods wait for nodes and images, and may be deleted by anybody: the node says so. */
  *#follow(pod: SimPod): Script {
    const { world } = this.#subject;
    for (let wait = SOON; ; wait = Math.min(wait * 1.3, LATER)) {
      const object = world.cluster.get(this.#podId(pod));
      if (pod.isGone || object?.metadata.uid !== pod.uid) {
        pod.lost();
        this.#process?.stop();
        this.#end('Error', 'pod deleted');
        return;
      }
      const message = pod.isReady
        ? undefined
        : this.#pendingReason(object, pod.container);
      const phase = pod.isReady ? 'Running' : 'Pending';
      if (this.node.phase !== phase || this.node.message !== message) {
        this.#nodes.change(this.node, {
          phase,
          message,
          hostNodeName: pod.node,
        });
      }
      // What took long, long ago, is told in larger steps.
      yield Math.max(wait, -world.agenda.second / 60);
    }
  }

  #pendingReason(object: ApiObject, container: string): string | undefined {
    const unscheduled = records(at(object?.status, 'conditions')).find(
      ({ type, status }) => type === 'PodScheduled' && status === 'False',
    );
    if (unscheduled) {
      return `${String(unscheduled.reason)}: ${String(unscheduled.message)}`;
    }
    const waiting = records(at(object?.status, 'containerStatuses')).find(
      ({ name }) => name === container,
    );
    const reason = text(at(waiting?.state, 'waiting', 'reason'));
    const message = text(at(waiting?.state, 'waiting', 'message'));
    return reason && message ? `${reason}: ${message}` : reason;
  }

  /** The pod has ended, and with it the node. */
  #settle(pod: SimPod): void {
    if (pod.isGone) {
      this.#end('Error', 'pod deleted');
      return;
    }
    const object = this.#subject.world.cluster.get(this.#podId(pod));
    const ended = records(at(object?.status, 'containerStatuses'))
      .filter(({ name }) => name === pod.container)
      .map(({ state }) => record(at(state, 'terminated')))[0];
    const exitCode = Number(ended?.exitCode ?? 0);
    const key = logKey(this.#subject, pod);
    this.#keepLog(key, pod.written);
    const given =
      pod.phase === 'Succeeded' ? this.#plan.outputs?.() : undefined;
    this.#nodes.change(this.node, {
      hostNodeName: pod.node,
      outputs: {
        ...(given
          ? {
              parameters: Object.entries(given).map(([name, value]) => ({
                name,
                value,
              })),
            }
          : {}),
        artifacts: [{ name: 'main-logs', s3: { key } }],
        exitCode: String(exitCode),
      },
    });
    this.#complete();
    if (pod.phase === 'Succeeded') {
      this.#end('Succeeded');
    } else {
      const detail = text(ended?.message);
      this.#end(
        'Failed',
        `${pod.container}: ${String(ended?.reason ?? 'Error')} (exit code ${exitCode})${detail ? `: ${detail}` : ''}`,
      );
    }
  }

  #complete(): void {
    if (this.pod && !this.pod.isGone) {
      this.#subject.world.patch(this.#podId(this.pod), {
        metadata: { labels: { 'workflows.argoproj.io/completed': 'true' } },
      });
    }
  }

  #end(phase: 'Succeeded' | 'Failed' | 'Error', message?: string): void {
    if (!isFulfilled(this.node)) {
      this.#nodes.change(this.node, { phase, message });
    }
    this.#over.raise();
  }

  #podId({ namespace, name }: SimPod) {
    return { ...resources.pods, namespace, name };
  }
}

/** Where a pod's log is kept once it is gone: the place where the Pipelines server looks for it. */
function logKey({ name }: Subject, pod: SimPod): string {
  return `artifacts/${name}/${pod.name}/main.log`;
}

/** In a Workflow that is to fail, the last step but one does; or the one that is named. */
function failingStep({ life, object }: Subject): string | undefined {
  if (life !== 'failed-step') {
    return life;
  }
  const entrypoint = at(object.spec, 'entrypoint');
  const template = records(at(object.spec, 'templates')).find(
    ({ name }) => name === entrypoint,
  );
  const steps = records(at(template?.dag, 'tasks'));
  return text((steps.at(-2) ?? steps.at(-1))?.name);
}

/** For Workflows that are no pipelines: a container that works for a while. */
function plainPlan(subject: Subject, { node }: PodRequest): PodPlan {
  const step = node.displayName;
  return {
    *run(pod) {
      const { world, random } = subject;
      yield* bringUp(world, random, [pod]);
      pod.log([
        `time="${world.date.toISOString()}" level=info msg="capturing logs" argo=true`,
        `${step}: started`,
      ]);
      for (let part = 1; part <= 4; part += 1) {
        yield random.between(5, 20);
        pod.log([`${step}: ${part * 25} %`]);
      }
      if (step === failingStep(subject)) {
        pod.log([
          'AssertionError: accuracy 0.71 is below the threshold of 0.80',
        ]);
        pod.exit({ exitCode: 1, reason: 'Error' });
      } else {
        pod.exit({ exitCode: 0, reason: 'Completed' });
      }
    },
  };
}
