/**
 * Runs a task at most once per interval and never twice at a time, however often it is asked for. What was asked for
 * while it waited or ran is covered by one more run.
 */
export class Throttle {
  readonly #task: () => Promise<unknown> | void;
  readonly #interval: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastStart = Number.NEGATIVE_INFINITY;
  #running = false;
  #wanted = false;
  #stopped = false;

  /** @param interval - Milliseconds between two starts; asked again for each. */
  constructor(task: () => Promise<unknown> | void, interval: () => number) {
    this.#task = task;
    this.#interval = interval;
  }

  request(): void {
    this.#wanted = true;
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (
      this.#stopped ||
      this.#running ||
      this.#timer !== undefined ||
      !this.#wanted
    ) {
      return;
    }
    const wait = Math.max(
      0,
      this.#lastStart + this.#interval() - performance.now(),
    );
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, wait);
  }

  async #run(): Promise<void> {
    this.#wanted = false;
    this.#running = true;
    this.#lastStart = performance.now();
    try {
      await this.#task();
    } catch {
      // The task's own query shows its error; the next change asks again.
    } finally {
      this.#running = false;
      this.#schedule();
    }
  }
}
