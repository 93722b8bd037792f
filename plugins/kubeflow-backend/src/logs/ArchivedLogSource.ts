import { PipelinesError } from '@kubeflow-portal/plugin-kubeflow-node';
import { ClusterFailure, type FailureKind } from '../watch/ClusterFailure';
import type { LogSource, LogStanding } from './LogSource';

/** What was put away of a log. */
export interface ArchivedBytes {
  bytes: Uint8Array;
  /** There is more before it. */
  isTruncated: boolean;
}

/**
 * Reads the end of a log that was put away, at most so many bytes.
 *
 * @throws PipelinesError
 */
export type ReadArchive = (
  maxBytes: number,
  signal: AbortSignal,
) => Promise<ArchivedBytes>;

/** Where a log was put away, as one person may read it. */
export interface LogArchive {
  read: ReadArchive;
  /**
   * As the cluster knows the person for whom it is read; absent where it tells nobody apart. What one may read another
   * may not, so only those with the same name share a reading.
   */
  reader?: string;
}

/** Bytes of an archived log that are shown. */
export const MAX_ARCHIVED = 32_000_000;

const kinds: Partial<Record<PipelinesError['kind'], FailureKind>> = {
  unreachable: 'unreachable',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
};

/** The log of a container whose pod is gone, from where the cluster keeps such logs. It has no times. */
export class ArchivedLogSource implements LogSource {
  readonly #archive: LogArchive;
  readonly #pod: string;
  readonly #previous: boolean;
  #found: ArchivedBytes | undefined;

  constructor(
    archive: LogArchive,
    { pod, previous }: { pod: string; previous: boolean },
  ) {
    this.#archive = archive;
    this.#pod = pod;
    this.#previous = previous;
  }

  async look(signal: AbortSignal): Promise<LogStanding> {
    if (this.#previous) {
      return {
        status: 'absent',
        reason: 'complete',
        message: `The pod ${this.#pod} is gone, and of a container only the last run is put away.`,
      };
    }
    try {
      this.#found ??= await this.#archive.read(MAX_ARCHIVED, signal);
    } catch (error) {
      if (!(error instanceof PipelinesError)) {
        throw error;
      }
      if (error.kind === 'not-found' || error.kind === 'unsupported') {
        return {
          status: 'absent',
          reason: 'gone',
          message: `The pod ${this.#pod} is gone, and its log is in no archive that the portal reads. ${error.message}`,
        };
      }
      throw new ClusterFailure(
        kinds[error.kind] ?? 'server-error',
        error.message,
        { cause: error },
      );
    }
    return {
      status: 'readable',
      run: 'archived',
      isRunning: false,
      isLast: true,
      message: this.#found.isTruncated
        ? `The pod ${this.#pod} is gone. This is the end of its log, from the archive; all of it can be downloaded.`
        : `The pod ${this.#pod} is gone. This is its log from the archive.`,
    };
  }

  async *read(options: {
    onOpen: () => void;
  }): AsyncGenerator<Uint8Array, void, undefined> {
    const { bytes, isTruncated } = this.#found ?? {
      bytes: new Uint8Array(),
      isTruncated: false,
    };
    this.#found = undefined;
    options.onOpen();
    // Half a line is none.
    yield isTruncated ? bytes.subarray(bytes.indexOf(0x0a) + 1) : bytes;
  }
}
