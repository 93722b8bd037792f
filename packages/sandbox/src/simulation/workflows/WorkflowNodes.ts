import type { Json } from '../kernel';
import { at, record } from '../kernel';
import type { Subject } from '../families/Family';
import {
  isFulfilled,
  nodeId,
  type NodePhase,
  type NodeType,
  type WorkflowNode,
} from './WorkflowNode';

/**
 * How long changes are collected before they are written, in seconds: a large Workflow is a large object. Nobody watches
 * the past.
 */
const WRITE_DELAY = 1;
const PAST_WRITE_DELAY = 60;

/** The nodes of a Workflow, and when they are written to its status. */
export class WorkflowNodes {
  readonly #subject: Subject;
  readonly #nodes = new Map<string, WorkflowNode>();
  readonly #changed = new Set<string>();
  #writing = false;
  #status: Json = {};
  #labels: Record<string, string> = {};

  constructor(subject: Subject) {
    this.#subject = subject;
    const known = record(at(subject.object.status, 'nodes'));
    for (const [id, node] of Object.entries(known)) {
      this.#nodes.set(id, structuredClone(node) as WorkflowNode);
    }
  }

  get workflow(): string {
    return this.#subject.name;
  }

  /** By its full name. */
  find(name: string): WorkflowNode | undefined {
    return this.#nodes.get(nodeId(this.workflow, name));
  }

  byId(id: string): WorkflowNode | undefined {
    return this.#nodes.get(id);
  }

  all(): WorkflowNode[] {
    return [...this.#nodes.values()];
  }

  /** Makes a node, or finds the one that an earlier attempt has left. */
  start(
    name: string,
    type: NodeType,
    phase: NodePhase,
    more: Partial<WorkflowNode> & { boundary?: WorkflowNode },
  ): WorkflowNode {
    const known = this.find(name);
    if (known) {
      return known;
    }
    const { boundary, ...rest } = more;
    const now = this.#subject.world.time;
    const node: WorkflowNode = {
      id: nodeId(this.workflow, name),
      name,
      displayName: boundary ? name.slice(boundary.name.length + 1) : name,
      type,
      ...(boundary ? { boundaryID: boundary.id } : {}),
      templateScope: `local/${this.workflow}`,
      phase,
      startedAt: now,
      finishedAt: null,
      progress: '0/1',
      ...rest,
    };
    if (isFulfilled(node)) {
      node.finishedAt = now;
    }
    this.#nodes.set(node.id, node);
    this.#touch(node);
    return node;
  }

  /** Changes a node; a phase that ends it sets its end. */
  change(node: WorkflowNode, change: Partial<WorkflowNode>): void {
    Object.assign(node, change);
    if (isFulfilled(node) && !node.finishedAt) {
      node.finishedAt = this.#subject.world.time;
      if (node.phase === 'Succeeded') {
        node.progress = '1/1';
      }
    }
    this.#touch(node);
  }

  /** One comes after the other. */
  connect(parent: WorkflowNode, child: string): void {
    const id = nodeId(this.workflow, child);
    if (!parent.children?.includes(id)) {
      parent.children = [...(parent.children ?? []), id];
      this.#touch(parent);
    }
  }

  /** The last nodes within a node: what comes after it is attached to them. */
  outbound(node: WorkflowNode): WorkflowNode[] {
    const follow = (ids: readonly string[] = []) =>
      ids.flatMap(id => this.byId(id) ?? []);
    switch (node.type) {
      case 'DAG':
        return follow(node.outboundNodes);
      case 'TaskGroup': {
        const within = follow(node.children).flatMap(child =>
          this.outbound(child),
        );
        return within.length > 0 ? within : [node];
      }
      case 'Retry': {
        const last = follow(node.children).at(-1);
        return last ? this.outbound(last) : [node];
      }
      default:
        return [node];
    }
  }

  /** Says something of the Workflow itself. Written at once, with everything that waits. */
  status(status: Json, labels: Record<string, string> = {}): void {
    this.#status = { ...this.#status, ...status };
    this.#labels = { ...this.#labels, ...labels };
    this.write();
  }

  write(): void {
    const nodes = [...this.#changed].flatMap(id => this.byId(id) ?? []);
    this.#changed.clear();
    if (nodes.length > 0 || Object.keys(this.#status).length > 0) {
      const pods = this.all().filter(({ type }) => type === 'Pod');
      const done = pods.filter(({ phase }) => phase === 'Succeeded');
      this.#subject.status({
        ...this.#status,
        progress: `${done.length}/${pods.length}`,
        nodes: Object.fromEntries(
          nodes.map(node => [
            node.id,
            // A merge patch takes away what is null.
            structuredClone({ ...node, message: node.message ?? null }),
          ]),
        ),
      });
      this.#status = {};
    }
    if (Object.keys(this.#labels).length > 0) {
      this.#subject.patch({ metadata: { labels: this.#labels } });
      this.#labels = {};
    }
  }

  #touch(node: WorkflowNode): void {
    this.#changed.add(node.id);
    if (!this.#writing) {
      this.#writing = true;
      const { agenda } = this.#subject.world;
      const delay =
        agenda.second < -2 * PAST_WRITE_DELAY ? PAST_WRITE_DELAY : WRITE_DELAY;
      agenda.after(delay, () => {
        this.#writing = false;
        this.write();
      });
    }
  }
}
