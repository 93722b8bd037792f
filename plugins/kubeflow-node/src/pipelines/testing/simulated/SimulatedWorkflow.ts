import { createHash } from 'node:crypto';

/** A node of an Argo Workflow. */
export interface SimulatedNode {
  /** Full name. */
  name: string;
  own: string;
  state?: string;
  start: number;
  end?: number;
  /** Full names of what comes within it first, or after it. */
  children: string[];
}

/** The nodes of a workflow, and the clock that they live by. */
export class SimulatedWorkflow {
  /** Seconds. */
  now = Date.parse('2026-11-01T10:00:00Z') / 1000;
  readonly #name: string;
  readonly #nodes: SimulatedNode[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** A new node, after others. */
  add(
    within: string,
    own: string,
    state: string | undefined,
    after: readonly SimulatedNode[],
  ): SimulatedNode {
    const name = within ? `${within}.${own}` : own;
    const node = { name, own, state, start: this.now, children: [] };
    this.now += 1;
    this.#nodes.push(node);
    for (const each of after) {
      each.children.push(name);
    }
    return node;
  }

  end(...nodes: SimulatedNode[]): void {
    for (const node of nodes) {
      node.end = this.now;
    }
  }

  find(name: string): SimulatedNode | undefined {
    return this.#nodes.find(node => node.name === name);
  }

  /** `run_details.task_details`, in no order that means anything; Go's time of nothing is that of year 1. */
  details(): Record<string, unknown>[] {
    return this.#nodes
      .map(({ name, own, state, start, end, children }) => ({
        task_id: hexOf(name),
        display_name: own,
        create_time: '2026-11-01T10:00:00Z',
        start_time: time(start),
        end_time: end === undefined ? '0001-01-01T00:00:00Z' : time(end),
        ...(state && { state }),
        child_tasks: children.map(child => ({
          pod_name: `${this.#name}-${fnv(child)}`,
        })),
      }))
      .sort((a, b) => (a.task_id < b.task_id ? -1 : 1));
  }
}

/** As the API writes times. */
export function time(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

export function hexOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function fnv(text: string): number {
  let hash = 2166136261n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 16777619n) & 0xffffffffn;
  }
  return Number(hash);
}
