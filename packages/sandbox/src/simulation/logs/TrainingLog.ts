/** Where a process stands when it writes to its log. */
export interface LogPosition {
  /** Progress at the last report and now, 0 to 1. */
  from: number;
  to: number;
  rank: number;
  world: number;
  /** Devices of this pod, at least 1. */
  gpus: number;
  host: string;
  date: Date;
  attempt: number;
}

/** What a training program prints. Same position, same lines. */
export interface TrainingLog {
  /** When a process starts. */
  banner(position: LogPosition): string[];
  /** All that an initializer says. */
  prepare(step: string): string[];
  /** What came since the last report. */
  progress(position: LogPosition): string[];
  end(position: LogPosition): string[];
  metrics(done: number): { name: string; value: string }[];
}
