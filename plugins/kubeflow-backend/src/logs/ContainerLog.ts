import type { LogEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { failureFromError, type ClusterFailure } from '../watch/ClusterFailure';
import { LogBuffer } from './LogBuffer';
import { LogParser, type ParsedLine } from './LogParser';
import { NotYetError, type LogSource, type LogStanding } from './LogSource';
import { Overlap } from './Overlap';
import { MAX_LINES } from './PodLogSource';

/** How long is waited. */
export interface LogTimes {
  /** Milliseconds between two looks at a container that has not started, or at a log that cannot be followed. */
  poll: number;
  /** Milliseconds without a line after which what was there counts as read. */
  quiet: number;
  /** Milliseconds after which it counts as read at the latest. */
  patience: number;
}

/** Failures in a row after which nothing more is tried. */
const MAX_FAILURES = 6;
/** Milliseconds between two tries, at most. */
const MAX_BACK_OFF = 10_000;

/** How it is with the log: what its readers are told beside its lines. */
export type LogState = Extract<LogEvent, { type: 'waiting' | 'open' | 'end' }>;

/** What the kubelet writes into a log that it cannot read, after it has answered 200. */
const ofTheKubelet =
  /^(?:unable to retrieve container logs for |failed to (?:try resolving symlinks in|open|watch) (?:path|log file|file)|rpc error: )/;

/** The log of one run of a container, read once for all who look at it. */
export class ContainerLog {
  /** Tells the numbers of its lines from those of another reading. */
  readonly epoch = randomBytes(6).toString('hex');
  readonly buffer: LogBuffer;
  /** Resolves when what was there when it was opened has been read, or cannot be. */
  readonly settled: Promise<void>;
  readonly #source: LogSource;
  readonly #times: LogTimes;
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;
  #state: LogState | undefined;
  #settle: () => void = () => undefined;
  #quiet: NodeJS.Timeout | undefined;
  /** The run whose lines are held. */
  #run: string | undefined;
  #kubeletSays: string | undefined;
  #openedAt: number | undefined;
  #isLast = false;

  constructor(options: {
    source: LogSource;
    times: LogTimes;
    /** Characters that may be held at the moment. */
    maxSize: () => number;
  }) {
    this.#source = options.source;
    this.#times = options.times;
    this.buffer = new LogBuffer({
      maxLines: MAX_LINES,
      maxSize: options.maxSize,
    });
    this.settled = new Promise(resolve => {
      this.#settle = resolve;
    });
    this.#done = this.#follow();
  }

  /** Absent until the cluster has said something. */
  get state(): LogState | undefined {
    return this.#state;
  }

  get isEnded(): boolean {
    return this.#state?.type === 'end';
  }

  /** Whether asking anew would give something else: another run of the container, or an answer instead of a failure. */
  get isStale(): boolean {
    return (
      this.#state?.type === 'end' &&
      !(this.#state.reason === 'complete' && this.#isLast)
    );
  }

  /** @param listener - told after each change; must not throw */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    let failures = 0;
    while (!signal.aborted && !this.isEnded) {
      try {
        await this.#step();
        failures = 0;
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        if (error instanceof NotYetError) {
          this.#wait(error.message);
          await this.#pause(this.#times.poll);
          continue;
        }
        const failure = failureFromError(error);
        failures += 1;
        if (isFinal(failure) || failures >= MAX_FAILURES) {
          this.#end({
            reason: failure.kind === 'absent' ? 'gone' : 'error',
            message: failure.message,
          });
          break;
        }
        this.#wait(failure.message);
        await this.#pause(
          Math.min(MAX_BACK_OFF, this.#times.poll * 2 ** (failures - 1)),
        );
      }
    }
    clearTimeout(this.#quiet);
    this.#settle();
  }

  /** Looks how it stands, and reads what there is. */
  async #step(): Promise<void> {
    const { signal } = this.#stop;
    const standing = await this.#source.look(signal);
    if (standing.status === 'absent') {
      const { reason, message } = standing;
      this.#end({ reason, message });
      return;
    }
    if (standing.status === 'waiting') {
      this.#wait(standing.message);
      await this.#pause(this.#times.poll);
      return;
    }
    if (this.#run !== undefined && this.#run !== standing.run) {
      this.#endOfRun(undefined, true);
      return;
    }
    this.#run = standing.run;
    this.#isLast = standing.isLast;
    await this.#read(standing.isRunning);
    if (!standing.isRunning) {
      this.#endOfRun(standing);
      return;
    }
    // Most logs end because their container does; the next look tells. Without following, that is a moment later.
    await this.#pause(this.#times.poll);
  }

  async #read(isRunning: boolean): Promise<void> {
    const overlap = Overlap.of(this.buffer);
    const parser = new LogParser();
    const pieces = this.#source.read({
      isRunning,
      since: overlap?.since,
      signal: this.#stop.signal,
      onOpen: () => this.#expectQuiet(),
    });
    try {
      for await (const piece of pieces) {
        this.#take(parser.push(piece), overlap);
        this.#expectQuiet();
      }
    } finally {
      clearTimeout(this.#quiet);
    }
    if (!isRunning) {
      // While it runs, a line without an end was cut, and comes again.
      this.#take(parser.end(), overlap);
    }
    this.#open();
  }

  #take(lines: ParsedLine[], overlap: Overlap | undefined): void {
    const own = lines.filter(line => {
      if (line.at === undefined && ofTheKubelet.test(line.text)) {
        this.#kubeletSays = line.text;
        return false;
      }
      return !overlap?.has(line);
    });
    if (own.length > 0) {
      this.buffer.push(own);
      this.#tell();
    }
  }

  /** Nobody says where what was there ends and what is new begins; a pause in between is all there is. */
  #expectQuiet(): void {
    if (this.#state?.type === 'open') {
      return;
    }
    clearTimeout(this.#quiet);
    this.#openedAt ??= performance.now();
    const left = this.#openedAt + this.#times.patience - performance.now();
    this.#quiet = setTimeout(
      () => this.#open(),
      Math.max(0, Math.min(this.#times.quiet, left)),
    );
  }

  #open(): void {
    this.#settle();
    if (this.#state?.type !== 'open' && !this.isEnded) {
      this.#state = { type: 'open' };
      this.#tell();
    }
  }

  #wait(message: string): void {
    this.#settle();
    if (this.#state?.type !== 'waiting' || this.#state.message !== message) {
      this.#state = { type: 'waiting', message };
      this.#tell();
    }
  }

  #endOfRun(
    standing: Extract<LogStanding, { status: 'readable' }> | undefined,
    restarted = false,
  ): void {
    if (this.#kubeletSays !== undefined && this.buffer.next === 0) {
      this.#end({
        reason: 'gone',
        message: `The node no longer has this log. It says: ${this.#kubeletSays.slice(0, 300)}`,
      });
      return;
    }
    this.#end({
      reason: 'complete',
      message: restarted
        ? 'This run of the container is over; it has been started again.'
        : standing?.message,
      ...(restarted ? { restarted } : {}),
    });
  }

  #end(end: Omit<Extract<LogState, { type: 'end' }>, 'type'>): void {
    this.#state = { type: 'end', ...end };
    this.#settle();
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    try {
      await sleep(milliseconds, undefined, { signal: this.#stop.signal });
    } catch {
      // Stopped.
    }
  }
}

/** Failures that trying again does not mend. */
function isFinal({ kind }: ClusterFailure): boolean {
  return kind === 'forbidden' || kind === 'absent' || kind === 'not-kubernetes';
}
