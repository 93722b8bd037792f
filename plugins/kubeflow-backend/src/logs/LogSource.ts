/** How it stands with the log of a container. */
export type LogStanding =
  /** There is something to read. */
  | {
      status: 'readable';
      /** Tells one run of the container from the next. */
      run: string;
      /** More may come. */
      isRunning: boolean;
      /** No other run will take its place. */
      isLast: boolean;
      /** How the run ended. */
      message?: string;
    }
  /** There will be. */
  | { status: 'waiting'; message: string }
  /** There never was, or is no more. */
  | {
      status: 'absent';
      reason: 'gone' | 'error' | 'complete';
      message: string;
    };

/** Something that cannot be read yet; the message says why. */
export class NotYetError extends Error {
  readonly name = 'NotYetError';
}

/** Where the log of one container comes from: a cluster, or an archive. */
export interface LogSource {
  /** @throws ClusterFailure */
  look(signal: AbortSignal): Promise<LogStanding>;
  /**
   * The log in pieces, each line with the time at which it was written before it, until it ends, is cut, or there is
   * nothing new for now.
   *
   * @param isRunning - more may come, so it is followed where that can be done
   * @param since - whole second from which on; lines of that second are among them. Default: the last lines
   * @param onOpen - told when there is an answer
   * @throws ClusterFailure, NotYetError
   */
  read(options: {
    isRunning: boolean;
    since?: string;
    signal: AbortSignal;
    onOpen: () => void;
  }): AsyncIterable<Uint8Array>;
}
