/** Something that scripts wait for and somebody else brings about. */
export class Signal {
  #waiting: (() => void)[] = [];

  raise(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    for (const wake of woken) {
      wake();
    }
  }

  /** @internal */
  wait(wake: () => void): void {
    this.#waiting.push(wake);
  }
}

/**
 * A life written as a generator: it yields the number of seconds until it wants to go on, or the signal that it
 * waits for.
 */
export type Script = Generator<number | Signal, void, void>;

interface Entry {
  second: number;
  order: number;
  action: () => void;
}

/** A running script. */
export class Process {
  #script: Script;
  #stopped = false;
  #running = false;

  /** @internal */
  constructor(script: Script) {
    this.#script = script;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Ends the script where it waits; its `finally` blocks run. A script may stop itself. */
  stop(): void {
    if (!this.#stopped) {
      this.#stopped = true;
      if (!this.#running) {
        this.#script.return();
      }
    }
  }

  /** @internal */
  advance(): number | Signal | undefined {
    if (this.#stopped) {
      return undefined;
    }
    this.#running = true;
    try {
      const { done, value } = this.#script.next();
      if (done || this.#stopped) {
        if (!done) {
          this.#script.return();
        }
        this.#stopped = true;
        return undefined;
      }
      return value;
    } catch (error) {
      this.#stopped = true;
      throw error;
    } finally {
      this.#running = false;
    }
  }
}

/**
 * What happens when, in the order of the simulation's seconds; what is due at the same second happens in the order
 * in which it was written down. Moving on in one large step or in many small ones gives the same.
 */
export class Agenda {
  #heap: Entry[] = [];
  #order = 0;
  #second: number;
  readonly #onError: (error: unknown) => void;

  /** @param onError - is told what an action threw; the agenda goes on without it. */
  constructor(options: { start: number; onError: (error: unknown) => void }) {
    this.#second = options.start;
    this.#onError = options.onError;
  }

  /** The second that it is now. */
  get second(): number {
    return this.#second;
  }

  /** When the next thing is due. */
  get next(): number | undefined {
    return this.#heap[0]?.second;
  }

  at(second: number, action: () => void): void {
    this.#push({
      second: Math.max(second, this.#second),
      order: this.#order++,
      action,
    });
  }

  after(seconds: number, action: () => void): void {
    this.at(this.#second + Math.max(0, seconds), action);
  }

  /** Starts a script now, or after some seconds. */
  start(script: Script, afterSeconds = 0): Process {
    const process = new Process(script);
    const advance = () => {
      const wait = process.advance();
      if (wait instanceof Signal) {
        wait.wait(() => this.after(0, advance));
      } else if (wait !== undefined) {
        this.after(wait, advance);
      }
    };
    this.after(afterSeconds, advance);
    return process;
  }

  /** Does everything that is due up to a second, which is then now. */
  advance(to: number): void {
    for (
      let entry = this.#heap[0];
      entry && entry.second <= to;
      entry = this.#heap[0]
    ) {
      this.#pop();
      this.#second = Math.max(this.#second, entry.second);
      try {
        entry.action();
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#second = Math.max(this.#second, to);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(heap[index], heap[parent])) {
        break;
      }
      [heap[index], heap[parent]] = [heap[parent], heap[index]];
      index = parent;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (heap.length === 0 || !last) {
      return;
    }
    heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      let first = index;
      for (const child of [left, left + 1]) {
        if (child < heap.length && isBefore(heap[child], heap[first])) {
          first = child;
        }
      }
      if (first === index) {
        return;
      }
      [heap[index], heap[first]] = [heap[first], heap[index]];
      index = first;
    }
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return (
    one.second - other.second < 0 ||
    (one.second === other.second && one.order < other.order)
  );
}
