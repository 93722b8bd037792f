/** A claim on something shared; give it back exactly once. */
export interface Lease<T> {
  readonly value: T;
  release(): void;
}

interface Slot<T> {
  value: T;
  holders: number;
  timer?: NodeJS.Timeout;
}

/**
 * Things that are made when the first one asks for them, shared by all who ask, and stopped some time after the last
 * one let go. When there are too many, those that nobody holds are stopped early.
 */
export class SharedPool<T extends { stop(): Promise<void> }> {
  readonly #slots = new Map<string, Slot<T>>();
  readonly #linger: number;
  readonly #limit: number;

  /**
   * @param linger - milliseconds that a thing is kept after the last one let go
   * @param limit - things that are kept at most, unless more are held at once
   */
  constructor(linger: number, limit: number) {
    this.#linger = linger;
    this.#limit = limit;
  }

  get size(): number {
    return this.#slots.size;
  }

  /** All that are kept, held or not. */
  get values(): T[] {
    return [...this.#slots.values()].map(({ value }) => value);
  }

  /** @param isStale - whether one that is there is of no use any more; its holders keep it, others get a new one */
  acquire(
    key: string,
    create: () => T,
    isStale: (value: T) => boolean = () => false,
  ): Lease<T> {
    let slot = this.#slots.get(key);
    if (slot && isStale(slot.value)) {
      this.#forget(key, slot);
      slot = undefined;
    }
    if (!slot) {
      this.#makeRoom();
      slot = { value: create(), holders: 0 };
      this.#slots.set(key, slot);
    }
    clearTimeout(slot.timer);
    slot.holders += 1;
    const held = slot;
    let released = false;
    return {
      value: held.value,
      release: () => {
        if (released) {
          return;
        }
        released = true;
        held.holders -= 1;
        if (held.holders > 0) {
          return;
        }
        if (this.#slots.get(key) !== held) {
          this.#stop(held);
        } else {
          held.timer = setTimeout(() => this.#drop(key, held), this.#linger);
          held.timer.unref();
        }
      },
    };
  }

  async stop(): Promise<void> {
    const slots = [...this.#slots.values()];
    this.#slots.clear();
    await Promise.all(
      slots.map(slot => {
        clearTimeout(slot.timer);
        return slot.value.stop();
      }),
    );
  }

  #drop(key: string, slot: Slot<T>): void {
    clearTimeout(slot.timer);
    if (slot.holders === 0 && this.#slots.get(key) === slot) {
      this.#slots.delete(key);
      this.#stop(slot);
    }
  }

  #forget(key: string, slot: Slot<T>): void {
    clearTimeout(slot.timer);
    this.#slots.delete(key);
    if (slot.holders === 0) {
      this.#stop(slot);
    }
  }

  #stop(slot: Slot<T>): void {
    // It has no users any more, so its end concerns nobody.
    slot.value.stop().catch(() => undefined);
  }

  #makeRoom(): void {
    for (const [key, slot] of this.#slots) {
      if (this.#slots.size < this.#limit) {
        return;
      }
      this.#drop(key, slot);
    }
  }
}
