import type {
  LogEvent,
  LogLine,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { StreamStatus } from '../stream/StreamConnection';

/** Lines that stand between two that were got: they were no longer held when it was their turn. */
export interface LogGap {
  n: number;
  gap: number;
}

/** @see LogStore.rows */
export type LogRow = LogLine | LogGap;

export function isGap(row: LogRow): row is LogGap {
  return 'gap' in row;
}

/** How it is with a log, beside its lines. */
export interface LogStatus {
  /**
   * - `connecting`: nothing is known yet
   * - `waiting`: nothing can be read yet, or at the moment
   * - `open`: what was there has been read
   * - `ended`: no more will come
   * - `refused`: it may not be read, or is not there
   */
  phase: 'connecting' | 'waiting' | 'open' | 'ended' | 'refused';
  live: StreamStatus;
  message?: string;
  end?: Extract<LogEvent, { type: 'end' }>;
  failure?: Error;
  /** Lines before the first one. */
  dropped: number;
  /** Lines that were taken from the top of `rows` since the beginning, as there were too many. */
  removed: number;
  /** Grows with each change of the rows. */
  version: number;
}

/** Lines that a browser keeps. */
const MAX_ROWS = 100_000;
/** Lines beyond that until the oldest are taken away: moving so many costs something. */
const SLACK = 10_000;

/** What came of a log. Lines are put in at once; those who look are told from time to time. */
export class LogStore {
  /** Oldest first, by growing `n`. Changes in place: `status.version` tells when. */
  rows: LogRow[] = [];
  #status: LogStatus = {
    phase: 'connecting',
    live: 'connecting',
    dropped: 0,
    removed: 0,
    version: 0,
  };
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: Partial<LogStatus> | undefined;
  readonly #pause: number;

  /** @param pause - milliseconds in which changes are collected */
  constructor(pause = 80) {
    this.#pause = pause;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A new object after each change that was told. */
  readonly getStatus = (): LogStatus => this.#status;

  apply(event: LogEvent): void {
    switch (event.type) {
      case 'hello':
        if (!event.resumed) {
          this.rows = [];
          this.#change({ dropped: 0, removed: 0, end: undefined });
        }
        break;
      case 'dropped':
        if (this.rows.length === 0) {
          this.#change({ dropped: event.count });
        } else {
          const { n } = this.rows[this.rows.length - 1];
          this.rows.push({ n: n + 1, gap: event.count });
          this.#change({});
        }
        break;
      case 'lines':
        this.#append(event.lines);
        break;
      case 'waiting':
        this.#change({ phase: 'waiting', message: event.message });
        break;
      case 'open':
        this.#change({ phase: 'open', message: undefined });
        break;
      default:
        this.#change({
          phase: 'ended',
          message: event.message,
          end: event,
        });
    }
  }

  setLive(live: StreamStatus): void {
    this.#change({ live });
  }

  refuse(failure: Error): void {
    this.#change({ phase: 'refused', failure });
  }

  /** Place of a line among the rows: of the first one whose number is not smaller. */
  indexOf(n: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rows[middle].n < n) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  #append(lines: readonly LogLine[]): void {
    let last = this.rows.at(-1)?.n ?? -1;
    for (const line of lines) {
      // Numbers only grow; a line that comes again is not taken twice.
      if (line.n > last) {
        this.rows.push(line);
        last = line.n;
      }
    }
    const extra = this.rows.length - MAX_ROWS;
    if (extra > SLACK) {
      this.rows = this.rows.slice(extra);
      const { dropped, removed } = { ...this.#status, ...this.#pending };
      this.#change({ dropped: dropped + extra, removed: removed + extra });
    } else {
      this.#change({});
    }
  }

  #change(change: Partial<LogStatus>): void {
    this.#pending = { ...this.#pending, ...change };
    if (this.#timer !== undefined) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#status = {
        ...this.#status,
        ...this.#pending,
        version: this.#status.version + 1,
      };
      this.#pending = undefined;
      for (const listener of [...this.#listeners]) {
        listener();
      }
    }, this.#pause);
  }
}
