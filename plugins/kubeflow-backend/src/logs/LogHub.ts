import { SharedPool, type Lease } from '../children/SharedPool';
import { ArchivedLogSource } from './ArchivedLogSource';
import { ContainerLog, type LogTimes } from './ContainerLog';
import { PodLogSource, type LogAddress } from './PodLogSource';

/** Logs that are kept at most, unless more are looked at. */
const MAX_LOGS = 50;
/** Characters of one log that are held. */
const MAX_SIZE = 32_000_000;
/** Characters of all logs together. */
const MAX_TOTAL = 256_000_000;

const usual: LogTimes = { poll: 2000, quiet: 250, patience: 10_000 };

/** The logs that somebody looks at: each is read once, however many look. */
export class LogHub {
  readonly times: LogTimes;
  readonly #logs: SharedPool<ContainerLog>;
  readonly #timeout: number;
  readonly #maxTotal: number;

  constructor(options: {
    /** Milliseconds that a log outlives its last viewer. */
    linger: number;
    /** Milliseconds until a cluster must answer. */
    timeout: number;
    times?: Partial<LogTimes>;
    /** Characters of all logs together. Default: 256,000,000. */
    maxTotal?: number;
  }) {
    this.times = { ...usual, ...options.times };
    this.#timeout = options.timeout;
    this.#maxTotal = options.maxTotal ?? MAX_TOTAL;
    this.#logs = new SharedPool(options.linger, MAX_LOGS);
  }

  /** Logs that are read now. */
  get size(): number {
    return this.#logs.size;
  }

  /** Looks at a log; the reading is shared, and lasts until all have let go. */
  open(address: LogAddress): Lease<ContainerLog> {
    const { connection, namespace, pod, container, previous, archive } =
      address;
    const key = JSON.stringify([
      connection.name,
      namespace,
      pod,
      container,
      previous,
      archive && { reader: archive.reader },
    ]);
    const lease = this.#logs.acquire(
      key,
      () =>
        new ContainerLog({
          source: archive
            ? new ArchivedLogSource(archive, address)
            : new PodLogSource(address, { timeout: this.#timeout }),
          times: this.times,
          maxSize: () =>
            Math.min(MAX_SIZE, this.#maxTotal / Math.max(1, this.#logs.size)),
        }),
      log => log.isStale,
    );
    // The more logs, the less of each; those that have ended take nothing in that would make them see.
    for (const { buffer } of this.#logs.values) {
      buffer.trim();
    }
    return lease;
  }

  async stop(): Promise<void> {
    await this.#logs.stop();
  }
}
