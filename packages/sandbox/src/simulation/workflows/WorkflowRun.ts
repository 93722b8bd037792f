import type { Subject } from '../families/Family';
import type { Json, Process, Script } from '../kernel';
import { at, count, record, records, Signal, text } from '../kernel';
import {
  dependenciesOf,
  phaseOfDag,
  readiness,
  shouldRun,
} from './expressions';
import { PodRun } from './PodRun';
import type { PodPlanner } from './PodPlan';
import { substituteAll, type Lookup } from './substitute';
import {
  hasFailed,
  isCompleted,
  isFulfilled,
  outputOf,
  type WorkflowNode,
} from './WorkflowNode';
import { WorkflowNodes } from './WorkflowNodes';

/** How deep DAGs may lie in one another; a Workflow that calls itself never ends otherwise. */
const MAX_DEPTH = 100;
/** How many rounds a loop may have. */
const MAX_ROUNDS = 1000;

type Values = Record<string, string>;

interface Call {
  name: string;
  template: string;
  inputs: Values;
  boundary?: WorkflowNode;
  flag?: WorkflowNode['nodeFlag'];
}

export interface WorkflowRunOptions {
  planner: PodPlanner;
  /** Is told after the Workflow's own state was written. */
  onChange(): void;
  /** Keeps the log of a pod under a key of the object store. */
  keepLog(key: string, lines: readonly string[]): void;
}

/**
 * One life of an Argo Workflow: DAGs and containers, with `depends`, `when`, `withSequence`, retries, exit hooks and
 * deadlines. What it finds in the status is kept, so that a Workflow that is retried goes on where it failed.
 */
export class WorkflowRun {
  readonly #subject: Subject;
  readonly #options: WorkflowRunOptions;
  readonly #nodes: WorkflowNodes;
  readonly #processes = new Set<Process>();
  readonly #pods = new Set<PodRun>();
  /** Why no more pods are made: the deadline, or somebody shut it down. */
  #ending: { message: string; strategy?: string } | undefined;

  constructor(subject: Subject, options: WorkflowRunOptions) {
    this.#subject = subject;
    this.#options = options;
    this.#nodes = new WorkflowNodes(subject);
  }

  *live(): Script {
    const { object, world, name } = this.#subject;
    const startedAt = text(at(object.status, 'startedAt')) ?? world.time;
    try {
      const problem = this.#problem();
      if (problem) {
        this.#finish('Error', startedAt, problem);
        return;
      }
      this.#nodes.status(
        { phase: 'Running', startedAt, finishedAt: null, message: null },
        { 'workflows.argoproj.io/phase': 'Running' },
      );
      this.#options.onChange();
      this.#event('Normal', 'WorkflowRunning', 'Workflow Running');
      this.#spawn(this.#obey(startedAt));
      yield* this.#call({
        name,
        template: text(at(object.spec, 'entrypoint')) ?? '',
        inputs: {},
      });
      const root = this.#nodes.find(name);
      const phase = root?.phase === 'Succeeded' ? 'Succeeded' : 'Failed';
      this.#finish(
        phase,
        startedAt,
        phase === 'Failed' && this.#ending?.strategy
          ? `Stopped with strategy '${this.#ending.strategy}'`
          : root?.message,
      );
    } finally {
      this.#processes.forEach(process => process.stop());
      this.#processes.clear();
    }
  }

  #finish(
    phase: 'Succeeded' | 'Failed' | 'Error',
    startedAt: string,
    message?: string,
  ): void {
    this.#nodes.status(
      {
        phase,
        startedAt,
        finishedAt: this.#subject.world.time,
        message: message ?? null,
        conditions: [
          { type: 'PodRunning', status: 'False' },
          { type: 'Completed', status: 'True' },
        ],
      },
      {
        'workflows.argoproj.io/phase': phase,
        'workflows.argoproj.io/completed': 'true',
      },
    );
    this.#options.onChange();
    if (phase === 'Succeeded') {
      this.#event('Normal', 'WorkflowSucceeded', 'Workflow completed');
    } else {
      this.#event('Warning', 'WorkflowFailed', message ?? '');
    }
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    const component = 'workflow-controller';
    this.#subject.event({ type, reason, message, component });
  }

  get #templates(): Json[] {
    return records(at(this.#subject.object.spec, 'templates'));
  }

  #template(name: string): Json | undefined {
    return this.#templates.find(template => template.name === name);
  }

  /** What the controller's validation says of the templates. */
  #problem(): string | undefined {
    const entrypoint = text(at(this.#subject.object.spec, 'entrypoint'));
    if (!entrypoint) {
      return 'invalid spec: spec.entrypoint is required';
    }
    if (!this.#template(entrypoint)) {
      return `invalid spec: template name '${entrypoint}' undefined`;
    }
    for (const template of this.#templates) {
      const tasks = records(at(template.dag, 'tasks'));
      const byName = new Map(tasks.map(task => [String(task.name), task]));
      const unknown = tasks
        .flatMap(dependenciesOf)
        .find(name => !byName.has(name));
      if (unknown !== undefined) {
        return `invalid spec: templates.${String(template.name)}.tasks dependency '${unknown}' not defined`;
      }
      const done = new Set<string>();
      const cycle = (
        name: string,
        path: readonly string[],
      ): string | undefined => {
        if (path.includes(name)) {
          return [...path.slice(path.indexOf(name)), name].join('->');
        }
        if (done.has(name)) {
          return undefined;
        }
        done.add(name);
        for (const other of dependenciesOf(record(byName.get(name)))) {
          const found = cycle(other, [...path, name]);
          if (found) return found;
        }
        return undefined;
      };
      for (const name of byName.keys()) {
        const found = cycle(name, []);
        if (found) {
          return `invalid spec: templates.${String(template.name)} dependency cycle detected: ${found}`;
        }
      }
    }
    return undefined;
  }

  /** Watches for a deadline, and for somebody who ends it. */
  *#obey(startedAt: string): Script {
    const { world } = this.#subject;
    let armed: number | undefined;
    for (;;) {
      const { object } = this.#subject;
      const shutdown = text(at(object.spec, 'shutdown'));
      const seconds = at(object.spec, 'activeDeadlineSeconds');
      if (shutdown) {
        this.#end(`workflow shutdown with strategy:  ${shutdown}`, shutdown);
      } else if (typeof seconds === 'number') {
        const deadline =
          world.timeline.second(new Date(startedAt)) + Math.max(0, seconds);
        if (deadline <= world.agenda.second) {
          this.#end('Step exceeded its deadline');
        } else if (armed !== deadline) {
          armed = deadline;
          world.agenda.at(deadline, () => this.#subject.changed.raise());
        }
      }
      yield this.#subject.changed;
    }
  }

  #end(message: string, strategy?: string): void {
    if (!this.#ending) {
      this.#ending = { message, strategy };
      for (const pod of [...this.#pods]) {
        if (this.#isEnded(pod.node)) {
          pod.kill(message);
        }
      }
    }
  }

  /** Exit handlers run all the same, unless the whole is terminated. */
  #isEnded(node: WorkflowNode): boolean {
    return (
      this.#ending !== undefined &&
      (this.#ending.strategy === 'Terminate' || !node.name.includes('.onExit'))
    );
  }

  #spawn(script: Script, done?: () => void): void {
    const process = this.#subject.world.agenda.start(
      this.#follow(script, done),
    );
    this.#processes.add(process);
  }

  *#follow(script: Script, done?: () => void): Script {
    yield* script;
    done?.();
  }

  *#call(call: Call, depth = 0): Script {
    const template = this.#template(call.template);
    const known = this.#nodes.find(call.name);
    if (known && isFulfilled(known)) {
      return;
    }
    if (!template || depth > MAX_DEPTH) {
      this.#nodes.start(call.name, 'Skipped', 'Error', {
        boundary: call.boundary,
        message: template
          ? `Maximum recursion depth exceeded. See https://argoproj.github.io/argo-workflows/scaling/#maximum-recursion-depth`
          : `template ${call.template} not found`,
      });
      return;
    }
    const inputs = this.#inputs(template, call.inputs);
    const shared = {
      boundary: call.boundary,
      templateName: call.template,
      ...(Object.keys(inputs).length > 0
        ? {
            inputs: {
              parameters: Object.entries(inputs).map(([name, value]) => ({
                name,
                value,
              })),
            },
          }
        : {}),
      ...(call.flag ? { nodeFlag: call.flag } : {}),
    };
    if (template.dag !== undefined) {
      const node = this.#nodes.start(call.name, 'DAG', 'Running', shared);
      yield* this.#dag(node, template, inputs, depth);
    } else if (template.retryStrategy !== undefined) {
      yield* this.#retry(call.name, template, inputs, shared);
    } else if (
      template.container !== undefined ||
      template.script !== undefined
    ) {
      const node = this.#nodes.start(call.name, 'Pod', 'Pending', shared);
      yield* this.#pod(node, template, inputs, 0);
    } else {
      this.#nodes.start(call.name, 'Skipped', 'Error', {
        ...shared,
        message: `the sandbox runs DAGs and containers, and template '${call.template}' is neither`,
      });
    }
  }

  #inputs(template: Json, given: Values): Values {
    return Object.fromEntries(
      records(at(template.inputs, 'parameters')).map(({ name, ...rest }) => [
        String(name),
        given[String(name)] ?? String(rest.value ?? rest.default ?? ''),
      ]),
    );
  }

  /** Values that are known everywhere, and those of a template's inputs. */
  #lookup(inputs: Values, more: Lookup = () => undefined): Lookup {
    const { object, name } = this.#subject;
    return key => {
      const [scope, ...rest] = key.split('.');
      if (scope === 'inputs') {
        return inputs[rest.slice(1).join('.')];
      }
      if (scope === 'workflow') {
        const [what, ...parameter] = rest;
        if (what === 'parameters') {
          return records(at(object.spec, 'arguments', 'parameters'))
            .filter(one => one.name === parameter.join('.'))
            .map(({ value }) => String(value ?? ''))[0];
        }
        const known: Values = {
          name,
          namespace: this.#subject.namespace,
          uid: object.metadata.uid ?? '',
          creationTimestamp: object.metadata.creationTimestamp ?? '',
        };
        return known[what];
      }
      return more(key);
    };
  }

  *#dag(
    node: WorkflowNode,
    template: Json,
    inputs: Values,
    depth: number,
  ): Script {
    const tasks = records(at(template.dag, 'tasks'));
    const parallelism = count(template.parallelism);
    const started = new Set<string>();
    const settled = new Set<string>();
    const changed = new Signal();
    const nodeOf = (task: string) => this.#nodes.find(`${node.name}.${task}`);
    const settledNode = (task: string) =>
      settled.has(task) ? nodeOf(task) : undefined;
    for (;;) {
      let moved = false;
      for (const task of tasks) {
        const name = String(task.name);
        const ready = started.has(name) ? 'wait' : readiness(task, settledNode);
        if (ready === 'wait') {
          continue;
        }
        started.add(name);
        moved = true;
        if (ready === 'omit') {
          this.#nodes.start(`${node.name}.${name}`, 'Skipped', 'Omitted', {
            boundary: node,
            templateName: text(task.template),
            message: 'omitted: depends condition not met',
          });
          this.#attach(node, task, `${node.name}.${name}`);
          settled.add(name);
        } else {
          const script = this.#task(node, task, inputs, depth, parallelism);
          this.#spawn(script, () => {
            settled.add(name);
            changed.raise();
          });
        }
      }
      if (settled.size === tasks.length) {
        break;
      }
      if (!moved) {
        yield changed;
      }
    }
    const needed = new Set(tasks.flatMap(dependenciesOf));
    const leaves = tasks
      .filter(({ name }) => !needed.has(String(name)))
      .flatMap(({ name }) => nodeOf(String(name)) ?? []);
    const before = (leaf: WorkflowNode) => {
      const task = tasks.find(
        ({ name }) => leaf.name === `${node.name}.${String(name)}`,
      );
      return dependenciesOf(record(task)).flatMap(name => nodeOf(name) ?? []);
    };
    this.#nodes.change(node, {
      phase: phaseOfDag(leaves, before),
      outboundNodes: leaves
        .flatMap(leaf => this.#nodes.outbound(leaf))
        .map(({ id }) => id),
    });
  }

  /** Hangs a node after the last nodes of what its task waits for; after the DAG itself when that is nothing. */
  #attach(dag: WorkflowNode, task: Json, name: string): void {
    const names = dependenciesOf(task);
    if (names.length === 0) {
      this.#nodes.connect(dag, name);
    }
    for (const other of names) {
      const before = this.#nodes.find(`${dag.name}.${other}`);
      const last = before ? this.#nodes.outbound(before) : [];
      last.forEach(one => this.#nodes.connect(one, name));
    }
  }

  *#task(
    dag: WorkflowNode,
    task: Json,
    inputs: Values,
    depth: number,
    parallelism?: number,
  ): Script {
    const name = `${dag.name}.${String(task.name)}`;
    const lookup = this.#lookup(inputs, key => {
      const match = /^tasks\.([\w-]+)\.outputs\.parameters\.([\w-]+)$/.exec(
        key,
      );
      return match
        ? outputOf(this.#nodes.find(`${dag.name}.${match[1]}`), match[2])
        : undefined;
    });
    const rounds = task.withSequence
      ? (count(substituteAll(at(task.withSequence, 'count'), lookup)) ?? 0)
      : undefined;
    if (rounds === undefined) {
      this.#attach(dag, task, name);
      yield* this.#once(dag, task, name, lookup, depth);
      return;
    }
    this.#attach(dag, task, name);
    const shared = { boundary: dag, templateName: text(task.template) };
    if (rounds === 0) {
      this.#nodes.start(name, 'Skipped', 'Skipped', {
        ...shared,
        message: 'Skipped, empty params',
      });
      return;
    }
    const group = this.#nodes.start(name, 'TaskGroup', 'Running', shared);
    yield* this.#rounds(
      Math.min(rounds, MAX_ROUNDS),
      parallelism ?? Infinity,
      index => {
        const item = `${name}(${index}:${index})`;
        this.#nodes.connect(group, item);
        const own: Lookup = key =>
          key === 'item' ? String(index) : lookup(key);
        return this.#once(dag, task, item, own, depth);
      },
    );
    const children = (group.children ?? []).flatMap(
      id => this.#nodes.byId(id) ?? [],
    );
    this.#nodes.change(group, {
      phase: children.some(hasFailed) ? 'Failed' : 'Succeeded',
    });
  }

  /** So many rounds, no more than so many at once. */
  *#rounds(
    total: number,
    parallelism: number,
    round: (index: number) => Script,
  ): Script {
    const changed = new Signal();
    let next = 0;
    let over = 0;
    while (over < total) {
      while (next < total && next - over < parallelism) {
        this.#spawn(round(next), () => {
          over += 1;
          changed.raise();
        });
        next += 1;
      }
      yield changed;
    }
  }

  *#once(
    dag: WorkflowNode,
    task: Json,
    name: string,
    lookup: Lookup,
    depth: number,
  ): Script {
    const when = substituteAll(task.when, lookup);
    const template = text(task.template) ?? '';
    if (task.when && !shouldRun(when)) {
      this.#nodes.start(name, 'Skipped', 'Skipped', {
        boundary: dag,
        templateName: template,
        message: `when '${String(when)}' evaluated false`,
      });
      return;
    }
    const inputs = this.#arguments(task.arguments, lookup);
    yield* this.#call({ name, template, inputs, boundary: dag }, depth + 1);
    const node = this.#nodes.find(name);
    const hook = record(at(task.hooks, 'exit'));
    if (node && isCompleted(node) && text(hook.template)) {
      const exit = `${name}.onExit`;
      this.#nodes.connect(node, exit);
      yield* this.#call(
        {
          name: exit,
          template: String(hook.template),
          inputs: this.#arguments(hook.arguments, lookup),
          boundary: dag,
          flag: { hooked: true },
        },
        depth + 1,
      );
    }
  }

  #arguments(value: unknown, lookup: Lookup): Values {
    return Object.fromEntries(
      records(at(value, 'parameters')).flatMap(({ name, ...rest }) => {
        const given = rest.value ?? rest.default;
        return given === undefined
          ? []
          : [[String(name), substituteAll(String(given), lookup)]];
      }),
    );
  }

  *#retry(
    name: string,
    template: Json,
    inputs: Values,
    shared: Partial<WorkflowNode> & { boundary?: WorkflowNode },
  ): Script {
    const node = this.#nodes.start(name, 'Retry', 'Running', shared);
    const strategy = substituteAll(
      record(template.retryStrategy),
      this.#lookup(inputs),
    );
    const seconds = (value: unknown) =>
      Number(/^(\d+(\.\d+)?)s?$/.exec(String(value ?? ''))?.[1] ?? 0);
    const backoff = record(strategy.backoff);
    const factor = Number(backoff.factor) || 1;
    const longest = seconds(backoff.maxDuration) || Infinity;
    const limit = count(strategy.limit) ?? 0;
    let wait = seconds(backoff.duration);
    for (let attempt = node.children?.length ?? 0; ; attempt += 1) {
      const own = `${name}(${attempt})`;
      this.#nodes.connect(node, own);
      const pod = this.#nodes.start(own, 'Pod', 'Pending', {
        ...shared,
        nodeFlag: { retried: true },
      });
      yield* this.#pod(pod, template, inputs, attempt);
      if (!hasFailed(pod)) {
        this.#nodes.change(node, {
          phase: 'Succeeded',
          message: undefined,
          outputs: pod.outputs,
        });
        return;
      }
      if (attempt >= limit || this.#isEnded(node)) {
        this.#nodes.change(node, {
          phase: pod.phase,
          message: this.#isEnded(node)
            ? this.#ending?.message
            : 'No more retries left',
        });
        return;
      }
      const pause = Math.min(wait, longest);
      if (pause > 0) {
        this.#nodes.change(node, {
          message: `Backoff for ${Math.floor(pause / 60)} minutes ${Math.floor(pause % 60)} seconds`,
        });
        yield pause;
        this.#nodes.change(node, { message: undefined });
      }
      wait *= factor;
    }
  }

  *#pod(
    node: WorkflowNode,
    template: Json,
    inputs: Values,
    attempt: number,
  ): Script {
    // Suspended, it makes no more pods.
    while (
      at(this.#subject.object.spec, 'suspend') === true &&
      !this.#isEnded(node)
    ) {
      yield this.#subject.changed;
    }
    if (this.#isEnded(node)) {
      this.#nodes.change(node, {
        phase: 'Failed',
        message: this.#ending?.message,
      });
      return;
    }
    const request = {
      node,
      templateName: String(template.name),
      template: substituteAll(
        template,
        this.#lookup(inputs, key =>
          key === 'retries'
            ? String(attempt)
            : key.startsWith('outputs.parameters.')
              ? `/tmp/outputs/${key.split('.')[2]}`
              : undefined,
        ),
      ),
      inputs,
      attempt,
    };
    const run = new PodRun({
      subject: this.#subject,
      nodes: this.#nodes,
      request,
      plan: this.#options.planner(request),
      keepLog: this.#options.keepLog,
    });
    this.#pods.add(run);
    try {
      yield* run.live();
    } finally {
      this.#pods.delete(run);
    }
  }
}
