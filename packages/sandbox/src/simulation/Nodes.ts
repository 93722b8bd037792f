/** What a node offers to pods that ask for GPUs. */
export interface NodeCapacity {
  name: string;
  ip: string;
  labels: Record<string, string>;
  gpus: number;
  /** For pods that select it only, so that what goes through no queue cannot take what a queue gives out. */
  reserved: boolean;
}

export interface PlacementRequest {
  gpus: number;
  nodeSelector: Record<string, string>;
}

/**
 * Which pod holds how many GPUs on which node. CPU and memory are never short here: in a GPU cluster they hardly
 * ever are what a job waits for.
 */
export class Nodes {
  readonly #nodes = new Map<
    string,
    { capacity: NodeCapacity; used: number; pods: number }
  >();
  readonly #images = new Set<string>();

  add(capacity: NodeCapacity): void {
    this.#nodes.set(capacity.name, { capacity, used: 0, pods: 0 });
  }

  get(name: string): NodeCapacity | undefined {
    return this.#nodes.get(name)?.capacity;
  }

  /** Takes room on the fullest node that still has enough, so that whole nodes stay free for large pods. */
  place(request: PlacementRequest): string | undefined {
    let best:
      { capacity: NodeCapacity; used: number; pods: number } | undefined;
    for (const node of this.#nodes.values()) {
      if (!this.#matches(node.capacity, request)) {
        continue;
      }
      const free = node.capacity.gpus - node.used;
      if (free < request.gpus || this.#isSpared(node.capacity, request)) {
        continue;
      }
      const bestFree = best ? best.capacity.gpus - best.used : Infinity;
      if (
        free < bestFree ||
        (free === bestFree && best && node.pods < best.pods)
      ) {
        best = node;
      }
    }
    if (!best) {
      return undefined;
    }
    best.used += request.gpus;
    best.pods += 1;
    return best.capacity.name;
  }

  release(name: string, gpus: number): void {
    const node = this.#nodes.get(name);
    if (node) {
      node.used = Math.max(0, node.used - gpus);
      node.pods = Math.max(0, node.pods - 1);
    }
  }

  /** The node gets an image. False when it had it already. */
  cache(node: string, image: string): boolean {
    const key = `${node} ${image}`;
    const isNew = !this.#images.has(key);
    this.#images.add(key);
    return isNew;
  }

  /**
   * The scheduler's words for a pod that fits nowhere. Reasons are counted and sorted as text, as
   * `framework.FitError` does.
   */
  whyNot(request: PlacementRequest): string {
    const total = this.#nodes.size;
    const reasons = new Map<string, number>();
    const preemption = new Map<string, number>();
    const tally = (map: Map<string, number>, reason: string) =>
      map.set(reason, (map.get(reason) ?? 0) + 1);
    for (const { capacity } of this.#nodes.values()) {
      if (!this.#matches(capacity, request)) {
        tally(reasons, "node(s) didn't match Pod's node affinity/selector");
        tally(preemption, 'Preemption is not helpful for scheduling');
      } else {
        tally(reasons, 'Insufficient nvidia.com/gpu');
        tally(
          preemption,
          capacity.gpus < request.gpus
            ? 'Preemption is not helpful for scheduling'
            : 'No preemption victims found for incoming pod',
        );
      }
    }
    const join = (map: Map<string, number>) =>
      [...map]
        .map(([reason, number]) => `${number} ${reason}`)
        .sort()
        .join(', ');
    return `0/${total} nodes are available: ${join(reasons)}. preemption: 0/${total} nodes are available: ${join(preemption)}.`;
  }

  /** Nodes with GPUs are kept from pods that need none, and reserved ones from pods that did not select them. */
  #isSpared(capacity: NodeCapacity, request: PlacementRequest): boolean {
    return (
      !isSelective(request) &&
      (request.gpus === 0 ? capacity.gpus > 0 : capacity.reserved)
    );
  }

  #matches(
    capacity: NodeCapacity,
    { nodeSelector }: PlacementRequest,
  ): boolean {
    return Object.entries(nodeSelector).every(
      ([key, value]) => capacity.labels[key] === value,
    );
  }
}

function isSelective({ nodeSelector }: PlacementRequest): boolean {
  return Object.keys(nodeSelector).length > 0;
}
