/** What becomes of a task. */
export type Fate =
  | 'succeeded'
  | 'cached'
  | 'skipped'
  | 'failed'
  | 'driver-failed'
  | 'omitted'
  | 'retried'
  | 'running'
  | 'preparing';

interface Words {
  /** Of the node of the task in the workflow; absent: Argo left it out. */
  node?: string;
  driver?: string;
  executor?: string;
  /** Of a task of newer servers. */
  task: string;
  /** How often a container was run. */
  attempts: number;
}

/** What each model calls it. */
export const words: Record<Fate, Words> = {
  succeeded: all('SUCCEEDED'),
  failed: { ...all('FAILED'), driver: 'SUCCEEDED' },
  retried: { ...all('SUCCEEDED'), attempts: 2 },
  running: { ...all('RUNNING'), driver: 'SUCCEEDED' },
  preparing: {
    node: 'RUNNING',
    driver: 'SUCCEEDED',
    executor: 'PENDING',
    task: 'RUNNING',
    attempts: 0,
  },
  cached: {
    node: 'SUCCEEDED',
    driver: 'SUCCEEDED',
    executor: 'SKIPPED',
    task: 'CACHED',
    attempts: 0,
  },
  skipped: {
    node: 'SKIPPED',
    driver: 'SUCCEEDED',
    task: 'SKIPPED',
    attempts: 0,
  },
  'driver-failed': { driver: 'FAILED', task: 'FAILED', attempts: 0 },
  omitted: { task: 'SKIPPED', attempts: 0 },
};

function all(state: string): Words {
  return {
    node: state,
    driver: state,
    executor: state,
    task: state,
    attempts: 1,
  };
}
