import { asBoolean, asCount, asNumber, asRecord, asString } from '../reading';
import { dependenciesOf, edgesTo, findCycle } from './graphEdges';
import { executorFacts } from './graphExecutor';
import { inputsOf, inputsOfRoot, outputsOf, sourceOf } from './graphPorts';
import type {
  PipelineGraph,
  PipelineInput,
  PipelineNode,
  PipelineNodeType,
  PipelineProblem,
} from './graphTypes';
import {
  field,
  fieldAt,
  member,
  members,
  pipelineSpecParts,
  textField,
} from './pipelineSpec';

/** Tasks of one graph. A component may stand in many places, so that a small text can mean very many. */
const MAX_NODES = 20_000;
/** DAGs within DAGs. */
const MAX_DEPTH = 64;

/**
 * Turns a pipeline's specification into nodes and edges, however deep it is. Total: what is wrong or not understood is
 * in `problems`, and the rest is still there.
 *
 * @param spec - a specification of schema 2.x in any of the shapes of {@link pipelineSpecParts}
 * @public
 */
export function pipelineGraph(spec: unknown): PipelineGraph {
  return new GraphBuilder(spec).build();
}

/**
 * What a pipeline asks for when it is run.
 *
 * @param spec - as for {@link pipelineGraph}
 * @public
 */
export function pipelineInputs(spec: unknown): PipelineInput[] {
  return inputsOfRoot(pipelineSpecParts(spec).spec);
}

class GraphBuilder {
  readonly #spec: Record<string, unknown>;
  readonly #executors: unknown;
  readonly #platformExecutors: unknown;
  readonly #graph: PipelineGraph;
  readonly #told = new Set<string>();
  #isFull = false;

  constructor(value: unknown) {
    const { spec, platform } = pipelineSpecParts(value);
    this.#spec = spec;
    this.#executors = fieldAt(spec, 'deploymentSpec', 'executors');
    this.#platformExecutors = fieldAt(
      member(field(platform, 'platforms'), 'kubernetes'),
      'deploymentSpec',
      'executors',
    );
    const info = field(spec, 'pipelineInfo');
    this.#graph = {
      name: textField(info, 'displayName') ?? textField(info, 'name'),
      description: textField(info, 'description'),
      schemaVersion: textField(spec, 'schemaVersion'),
      sdkVersion: textField(spec, 'sdkVersion'),
      nodes: [],
      edges: [],
      problems: [],
    };
  }

  build(): PipelineGraph {
    const dag = fieldAt(this.#spec, 'root', 'dag');
    if (asRecord(dag) === undefined) {
      this.#problem(['root'], 'The pipeline has no tasks: root.dag is missing');
      return this.#graph;
    }
    this.#addDag(dag, ['root', 'dag'], undefined, []);
    return this.#graph;
  }

  #addDag(
    dag: unknown,
    keys: string[],
    parent: PipelineNode | undefined,
    components: readonly string[],
  ): void {
    const tasks = new Map(members(field(dag, 'tasks')));
    const idOf = (key: string) => (parent ? `${parent.id}/${key}` : key);
    const waits = new Map<string, string[]>();
    for (const [key, task] of tasks) {
      const at = [...keys, 'tasks', key];
      if (this.#graph.nodes.length >= MAX_NODES) {
        if (!this.#isFull) {
          this.#isFull = true;
          this.#problem(
            at,
            `The pipeline has more than ${MAX_NODES} tasks; the others are left out`,
          );
        }
        return;
      }
      const dependencies = dependenciesOf(task);
      for (const { on } of dependencies) {
        if (!tasks.has(on)) {
          this.#problem(
            at,
            `Task '${key}' waits for '${on}', which does not exist beside it`,
          );
        }
      }
      waits.set(
        key,
        dependencies.map(({ on }) => on),
      );
      const node = this.#nodeOf(key, task, tasks, idOf, at, parent);
      this.#graph.nodes.push(node);
      this.#graph.edges.push(
        ...edgesTo(node, dependencies, on =>
          tasks.has(on) ? idOf(on) : undefined,
        ),
      );
      this.#addInner(node, at, components);
    }
    const cycle = findCycle(waits);
    if (cycle) {
      this.#problem(
        [...keys, 'tasks', cycle[0]],
        `Tasks wait for each other in a circle: ${cycle.join(' → ')}`,
      );
    }
  }

  #addInner(
    node: PipelineNode,
    at: string[],
    components: readonly string[],
  ): void {
    const { componentKey } = node;
    const dag = field(this.#component(componentKey), 'dag');
    if (componentKey === undefined || asRecord(dag) === undefined) {
      return;
    }
    if (components.includes(componentKey)) {
      this.#problem(
        at,
        `Component '${componentKey}' holds itself: ${[...components, componentKey].join(' → ')}`,
      );
    } else if (components.length >= MAX_DEPTH) {
      this.#problem(at, `The pipeline is more than ${MAX_DEPTH} DAGs deep`);
    } else {
      this.#addDag(dag, ['components', componentKey, 'dag'], node, [
        ...components,
        componentKey,
      ]);
    }
  }

  #nodeOf(
    key: string,
    task: Record<string, unknown>,
    siblings: ReadonlyMap<string, Record<string, unknown>>,
    idOf: (key: string) => string,
    at: string[],
    parent: PipelineNode | undefined,
  ): PipelineNode {
    const componentKey = asString(fieldAt(task, 'componentRef', 'name'));
    const component = this.#component(componentKey);
    if (component === undefined) {
      this.#problem(
        at,
        componentKey === undefined
          ? `Task '${key}' does not say which component it runs`
          : `Task '${key}' runs component '${componentKey}', which does not exist`,
      );
    }
    const around = { parent, idOf };
    const trigger = field(task, 'triggerPolicy');
    const retry = asRecord(field(task, 'retryPolicy'));
    const node: PipelineNode = {
      id: idOf(key),
      ...(parent && { parentId: parent.id }),
      taskKey: key,
      name: asString(fieldAt(task, 'taskInfo', 'name')) ?? key,
      type: 'unknown',
      componentKey,
      inputs: inputsOf(component, task, around),
      outputs: outputsOf(component),
      accelerators: [],
      platform: [],
      isCached: asBoolean(fieldAt(task, 'cachingOptions', 'enableCache')),
      ...(retry && {
        retry: {
          maxCount: asCount(field(retry, 'maxRetryCount')),
          backoffSeconds: seconds(field(retry, 'backoffDuration')),
          backoffFactor: asNumber(field(retry, 'backoffFactor')),
        },
      }),
      condition: textField(trigger, 'condition'),
      triggerStrategy: textField(trigger, 'strategy'),
      loop: loopOf(task, around),
      ...this.#executorFacts(key, component, at),
    };
    node.type = typeOf(node, component, siblings);
    return node;
  }

  #executorFacts(
    key: string,
    component: unknown,
    at: string[],
  ): Partial<PipelineNode> {
    const label = textField(component, 'executorLabel');
    if (label === undefined) {
      return {};
    }
    const executor = member(this.#executors, label);
    if (executor === undefined) {
      this.#problem(
        at,
        `Task '${key}' needs executor '${label}', which deploymentSpec.executors does not have`,
      );
    }
    return executorFacts(executor, member(this.#platformExecutors, label));
  }

  #component(key: string | undefined): unknown {
    return asRecord(member(field(this.#spec, 'components'), key));
  }

  /** A component that stands in many places has its faults once. */
  #problem(keys: string[], message: string): void {
    const path = keys.join('.');
    const problem: PipelineProblem = { path, keys, message };
    const key = `${path} ${message}`;
    if (!this.#told.has(key)) {
      this.#told.add(key);
      this.#graph.problems.push(problem);
    }
  }
}

function typeOf(
  node: PipelineNode,
  component: unknown,
  siblings: ReadonlyMap<string, Record<string, unknown>>,
): PipelineNodeType {
  if (asRecord(field(component, 'dag')) === undefined) {
    return node.type;
  }
  if (node.loop) {
    return 'loop';
  }
  if (node.condition !== undefined) {
    return 'condition';
  }
  // The SDK's compiler marks these two by their names only.
  if (/^condition-branches-\d+$/.test(node.taskKey)) {
    return 'branches';
  }
  return isFollowedByExitTask(node.taskKey, siblings) ? 'exit-handler' : 'dag';
}

function isFollowedByExitTask(
  key: string,
  siblings: ReadonlyMap<string, Record<string, unknown>>,
): boolean {
  if (!/^exit-handler-\d+$/.test(key)) {
    return false;
  }
  for (const task of siblings.values()) {
    const strategy = fieldAt(task, 'triggerPolicy', 'strategy');
    if (
      strategy === 'ALL_UPSTREAM_TASKS_COMPLETED' &&
      dependenciesOf(task).some(({ on }) => on === key)
    ) {
      return true;
    }
  }
  return false;
}

function loopOf(
  task: unknown,
  around: Parameters<typeof sourceOf>[1],
): PipelineNode['loop'] {
  const iterator =
    field(task, 'parameterIterator') ?? field(task, 'artifactIterator');
  if (asRecord(iterator) === undefined) {
    return undefined;
  }
  const items = field(iterator, 'items');
  const input =
    textField(items, 'inputParameter') ?? textField(items, 'inputArtifact');
  const inputs = field(task, 'inputs');
  const given =
    member(field(inputs, 'parameters'), input) ??
    member(field(inputs, 'artifacts'), input);
  return {
    items: rawItems(textField(items, 'raw')),
    ...(given !== undefined && { source: sourceOf(given, around) }),
    itemName: textField(iterator, 'itemInput'),
    parallelism: asCount(fieldAt(task, 'iteratorPolicy', 'parallelismLimit')),
  };
}

function rawItems(raw: string | undefined): unknown[] | undefined {
  if (raw === undefined) {
    return undefined;
  }
  try {
    const items: unknown = JSON.parse(raw);
    return Array.isArray(items) ? items : undefined;
  } catch {
    return undefined;
  }
}

/** A `google.protobuf.Duration` in JSON: `3.5s`. */
function seconds(duration: unknown): number | undefined {
  const text = asString(duration);
  return text === undefined ? undefined : asNumber(text.replace(/s$/, ''));
}
