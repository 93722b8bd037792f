import type {
  PipelineEdge,
  PipelineGraph,
  PipelineInput,
  PipelineNode,
  PipelinePort,
} from './graphTypes';

/**
 * What of a task can differ between two versions of a pipeline. `waitsFor` is what it needs to have ended; the other
 * names say what they are.
 *
 * @public
 */
export type GraphAspect =
  | 'name'
  | 'type'
  | 'image'
  | 'command'
  | 'args'
  | 'variable'
  | 'input'
  | 'output'
  | 'accelerators'
  | 'resources'
  | 'caching'
  | 'retry'
  | 'condition'
  | 'trigger'
  | 'loop'
  | 'importer'
  | 'platform'
  | 'waitsFor';

/** One thing that differs. @public */
export interface GraphChange {
  aspect: GraphAspect;
  /** Of the variable, input, output or fact of the platform; absent where a task has one of the aspect. */
  name?: string;
  /** Absent: it was not there. */
  before?: unknown;
  /** Absent: it is not there any more. */
  after?: unknown;
}

/** @public */
export type DiffKind = 'added' | 'removed' | 'changed';

/** A task that differs. @public */
export interface NodeDiff {
  /** {@link PipelineNode.id} */
  id: string;
  kind: DiffKind;
  /** As it is now, or as it last was. */
  node: PipelineNode;
  /** Empty for what was added or removed as a whole. */
  changes: GraphChange[];
}

/** An input of the pipeline that differs. @public */
export interface InputDiff {
  name: string;
  kind: DiffKind;
  before?: PipelineInput;
  after?: PipelineInput;
}

/** How two versions of a pipeline differ. @public */
export interface GraphDiff {
  /** In the order of `graph`; empty: no task differs. */
  nodes: NodeDiff[];
  /** Both versions in one: the later one, with the tasks that it no longer has. */
  graph: PipelineGraph;
}

/**
 * How a pipeline differs from an earlier version of it. Tasks are the same when their ids are: a task of another name
 * counts as removed and added.
 *
 * @public
 */
export function graphDiff(
  before: PipelineGraph,
  after: PipelineGraph,
): GraphDiff {
  const old = new Map(before.nodes.map(node => [node.id, node]));
  const now = new Map(after.nodes.map(node => [node.id, node]));
  const oldEdges = edgesByTarget(before.edges);
  const nowEdges = edgesByTarget(after.edges);
  const graph = merged(before, after, now);
  const nodes = graph.nodes.flatMap((node): NodeDiff[] => {
    const was = old.get(node.id);
    if (!now.has(node.id)) {
      return [{ id: node.id, kind: 'removed', node, changes: [] }];
    }
    if (!was) {
      return [{ id: node.id, kind: 'added', node, changes: [] }];
    }
    const changes = [
      ...nodeChanges(was, node),
      ...whole(
        'waitsFor',
        oldEdges.get(node.id) ?? [],
        nowEdges.get(node.id) ?? [],
      ),
    ];
    return changes.length > 0
      ? [{ id: node.id, kind: 'changed', node, changes }]
      : [];
  });
  return { nodes, graph };
}

/** How what a pipeline asks for differs. @public */
export function inputsDiff(
  before: readonly PipelineInput[],
  after: readonly PipelineInput[],
): InputDiff[] {
  const old = new Map(before.map(input => [input.name, input]));
  const now = new Map(after.map(input => [input.name, input]));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(name => {
    const was = old.get(name);
    const is = now.get(name);
    const kind = kindOf(was, is);
    return kind ? [{ name, kind, before: was, after: is }] : [];
  });
}

function merged(
  before: PipelineGraph,
  after: PipelineGraph,
  now: ReadonlyMap<string, PipelineNode>,
): PipelineGraph {
  const removed = before.nodes.filter(({ id }) => !now.has(id));
  const gone = new Set(removed.map(({ id }) => id));
  return {
    ...after,
    nodes: [...after.nodes, ...removed],
    edges: [
      ...after.edges,
      ...before.edges.filter(({ from, to }) => gone.has(from) || gone.has(to)),
    ],
  };
}

/** What each task waits for, in an order of its own: that of a specification says nothing. */
function edgesByTarget(
  edges: readonly PipelineEdge[],
): Map<string, { task: string; type: string; values: string[] }[]> {
  const found = new Map<
    string,
    { task: string; type: string; values: string[] }[]
  >();
  for (const { from, to, type, values } of edges) {
    const list = found.get(to) ?? [];
    list.push({ task: from, type, values: [...values].sort() });
    found.set(to, list);
  }
  for (const list of found.values()) {
    list.sort((one, other) => compareText(one.task, other.task));
  }
  return found;
}

function nodeChanges(was: PipelineNode, is: PipelineNode): GraphChange[] {
  return [
    ...whole('name', was.name, is.name),
    ...whole('type', was.type, is.type),
    ...whole('image', was.image, is.image),
    ...whole('command', was.command, is.command),
    ...whole('args', was.args, is.args),
    ...named(
      'variable',
      (was.env ?? []).map(({ name, value }) => [name, value]),
      (is.env ?? []).map(({ name, value }) => [name, value]),
    ),
    ...named('input', ports(was.inputs), ports(is.inputs)),
    ...named('output', ports(was.outputs), ports(is.outputs)),
    ...whole('accelerators', some(was.accelerators), some(is.accelerators)),
    ...whole('resources', was.resources, is.resources),
    ...whole('caching', was.isCached, is.isCached),
    ...whole('retry', was.retry, is.retry),
    ...whole('condition', was.condition, is.condition),
    ...whole('trigger', was.triggerStrategy, is.triggerStrategy),
    ...whole('loop', was.loop, is.loop),
    ...whole('importer', was.importer, is.importer),
    ...named(
      'platform',
      was.platform.map(({ key, value }) => [key, value]),
      is.platform.map(({ key, value }) => [key, value]),
    ),
  ];
}

/** What a task has one of. */
function whole(
  aspect: GraphAspect,
  before: unknown,
  after: unknown,
): GraphChange[] {
  return kindOf(before, after) ? [change({ aspect, before, after })] : [];
}

/** What a task has several of, each by its name. Those of one name are compared in their order. */
function named(
  aspect: GraphAspect,
  before: readonly (readonly [string, unknown])[],
  after: readonly (readonly [string, unknown])[],
): GraphChange[] {
  const old = byOccurrence(before);
  const now = byOccurrence(after);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(key => {
    const [name, was] = old.get(key) ?? [now.get(key)?.[0], undefined];
    const is = now.get(key)?.[1];
    return kindOf(was, is)
      ? [change({ aspect, name, before: was, after: is })]
      : [];
  });
}

function byOccurrence(
  pairs: readonly (readonly [string, unknown])[],
): Map<string, readonly [string, unknown]> {
  const counts = new Map<string, number>();
  const found = new Map<string, readonly [string, unknown]>();
  for (const [name, value] of pairs) {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    found.set(`${count} ${name}`, [name, value]);
  }
  return found;
}

function ports(list: readonly PipelinePort[]): [string, unknown][] {
  return list.map(({ name, ...rest }) => [name, rest]);
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function change(all: GraphChange): GraphChange {
  const { aspect, name, before, after } = all;
  return {
    aspect,
    ...(name !== undefined && { name }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function kindOf(before: unknown, after: unknown): DiffKind | undefined {
  if (canonical(before) === canonical(after)) {
    return undefined;
  }
  if (before === undefined) {
    return 'added';
  }
  return after === undefined ? 'removed' : 'changed';
}

/** JSON that is the same for values that mean the same, in whichever order their keys are. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([one], [other]) =>
            compareText(one, other),
          ),
        )
      : part,
  );
}

function compareText(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
