import type { LogEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ContainerLog, LogState } from './ContainerLog';
import { MAX_LINES } from './PodLogSource';

/** Lines of one event. */
const PAGE = 1000;
/** Characters of one event, unless one line has more. */
const PAGE_SIZE = 256_000;

/** What a viewer is told next, and the number of the line after which it resumes. */
export interface LogStep {
  event: LogEvent;
  position?: number;
}

/** One viewer's way through a log, at the viewer's own speed: nothing is kept for a slow one. */
export class LogReader {
  readonly #log: ContainerLog;
  readonly #follow: boolean;
  /** Number of the first line that the viewer wants at all. */
  readonly #from: number;
  #next: number;
  #told: LogState | undefined;
  #isOver = false;

  private constructor(
    log: ContainerLog,
    options: { follow: boolean; next: number; from: number },
  ) {
    this.#log = log;
    this.#follow = options.follow;
    this.#next = options.next;
    this.#from = options.from;
  }

  /**
   * A reader that goes on where another one was, or begins with the last lines.
   *
   * @param options.lastEventId - `<epoch>-<number>` of the last line that the viewer has
   */
  static async begin(
    log: ContainerLog,
    options: { lastEventId?: string; follow: boolean; tailLines: number },
  ): Promise<{ reader: LogReader; resumed: boolean }> {
    const { follow, tailLines } = options;
    if (!follow || tailLines < MAX_LINES) {
      // Which lines are the last is only known when all that is there was read.
      await log.settled;
    }
    const { buffer, epoch } = log;
    const [, theirs, number] =
      /^([0-9a-f]{1,32})-(\d{1,15})$/.exec(options.lastEventId ?? '') ?? [];
    const resumed = theirs === epoch && Number(number) < buffer.next;
    const next = resumed ? Number(number) + 1 : 0;
    const from = resumed ? next : Math.max(0, buffer.next - tailLines);
    return { reader: new LogReader(log, { follow, next, from }), resumed };
  }

  /** Whether the viewer was told that no more will come. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** `undefined` when there is nothing new at the moment. */
  step(): LogStep | undefined {
    const { buffer, state } = this.#log;
    const first = Math.max(buffer.first, this.#from);
    if (this.#next < first) {
      const count = first - this.#next;
      this.#next = first;
      return { event: { type: 'dropped', count } };
    }
    const lines = buffer.read(this.#next, PAGE, PAGE_SIZE);
    if (lines.length > 0) {
      this.#next += lines.length;
      return { event: { type: 'lines', lines }, position: this.#next - 1 };
    }
    if (!this.#follow && state?.type !== 'end') {
      this.#isOver = true;
      return {
        event: {
          type: 'end',
          reason: 'complete',
          ...(state?.type === 'waiting' ? { message: state.message } : {}),
        },
      };
    }
    if (state && state !== this.#told) {
      this.#told = state;
      this.#isOver = state.type === 'end';
      return { event: state };
    }
    return undefined;
  }
}
