import { readFileSync } from 'node:fs';
import { shippedPath } from '../shippedPath';
import { language, vision, type Team } from './teams';

/** A pipeline of a team, compiled by the kfp SDK: `pipelines/<name>/<version>.yaml`. */
export interface SeededPipeline {
  name: string;
  team: Team;
  description: string;
  tags: Record<string, string>;
  /** How many days ago it came, and each of its versions. */
  daysAgo: number;
  versions: readonly { name: string; daysAgo: number; description: string }[];
}

const MINUTES = 24 * 60;

function pipeline(
  team: Team,
  name: string,
  description: string,
  tags: Record<string, string>,
  versions: readonly [name: string, daysAgo: number, description: string][],
): SeededPipeline {
  return {
    name,
    team,
    description,
    tags: { team: team.namespace, ...tags },
    daysAgo: Math.max(...versions.map(([, daysAgo]) => daysAgo)),
    versions: versions.map(([version, daysAgo, why]) => ({
      name: version,
      daysAgo,
      description: why,
    })),
  };
}

export const seededPipelines: readonly SeededPipeline[] = [
  pipeline(
    vision,
    'defect-detection',
    'Trains the detector of defects for line 3.',
    { stage: 'production', framework: 'pytorch' },
    [
      ['v1-cpu', 64, 'The first one, without GPUs.'],
      ['v2-gpu', 41, 'Trains on a GPU, with two retries.'],
      ['v3-report', 19, 'Writes a report for the shift leaders.'],
      ['v4-sixteen-gpus', 1, 'An experiment with many GPUs.'],
    ],
  ),
  pipeline(
    vision,
    'learning-rate-sweep',
    'Tries learning rates side by side.',
    { stage: 'research' },
    [
      ['v1', 33, 'On CPUs.'],
      ['v2-gpu', 12, 'A GPU for each trial.'],
    ],
  ),
  pipeline(
    vision,
    'camera-drift',
    'Trains a camera’s model again when its pictures have changed.',
    { stage: 'production' },
    [
      ['v1', 50, ''],
      ['v2-stricter', 9, 'Trains again at a drift of 0.2.'],
    ],
  ),
  pipeline(
    language,
    'support-finetune',
    'Tunes the support assistant with a TrainJob.',
    { stage: 'production', framework: 'pytorch' },
    [
      ['v1-llama-8b', 45, ''],
      ['v2-two-nodes', 21, 'Two nodes.'],
      ['v3-qwen', 6, 'Another base model.'],
    ],
  ),
  pipeline(
    language,
    'corpus-refresh',
    'Crawls the manuals, cleans them, builds the search index.',
    { stage: 'production' },
    [
      ['v1', 38, ''],
      ['v2-cached', 15, 'Crawls only when something has changed.'],
    ],
  ),
  pipeline(
    language,
    'nightly-evaluation',
    'Scores the answers of the day.',
    { stage: 'production' },
    [
      ['v1', 55, ''],
      ['v2-notify', 30, 'Tells the team how it went.'],
      ['v3-page', 10, 'Writes a page with the answers.'],
    ],
  ),
];

/** The compiled pipeline of a version. */
export function compiledPipeline(name: string, version: string): string {
  return readFileSync(
    shippedPath('pipelines', name, `${version}.yaml`),
    'utf8',
  );
}

export interface SeededExperiment {
  name: string;
  team: Team;
  description: string;
  daysAgo: number;
  isArchived?: boolean;
}

export const seededExperiments: readonly SeededExperiment[] = [
  {
    name: 'Line 3 detector',
    team: vision,
    description: 'Everything for the detector of line 3.',
    daysAgo: 64,
  },
  {
    name: 'Optimisers',
    team: vision,
    description: 'Which optimiser, which learning rate?',
    daysAgo: 33,
  },
  {
    name: 'Trade fair demo',
    team: vision,
    description: 'Over since the fair.',
    daysAgo: 30,
    isArchived: true,
  },
  {
    name: 'Support assistant',
    team: language,
    description: 'Tuning and evaluation of the support assistant.',
    daysAgo: 55,
  },
  {
    name: 'Search index',
    team: language,
    description: '',
    daysAgo: 38,
  },
];

/** A run of the past, or one that is under way at the start. */
export interface SeededRun {
  minutesAgo: number;
  pipeline: string;
  version: string;
  experiment: string;
  name: string;
  parameters?: Record<string, unknown>;
  /** `<task>=<fate>, …` */
  life?: string;
  /** `<task>=<seconds>, …` */
  seconds?: string;
  description?: string;
  /** What somebody does to it, some minutes after its start. */
  then?: readonly {
    after: number;
    does: 'archive' | 'terminate' | 'retry';
  }[];
}

const train = 'train-detector=420, evaluate=40, ingest-images=60';

/** Runs at a steady pace, in days: the lives of those that did not go well by their numbers. */
function history(
  options: Omit<SeededRun, 'minutesAgo' | 'name'> & {
    name: string;
    from: number;
    every: number;
    count: number;
    lives?: Record<number, string>;
    archived?: readonly number[];
    change?(number: number): Record<string, unknown>;
  },
): SeededRun[] {
  const { from, every, count, lives, archived, change, ...run } = options;
  return Array.from({ length: count }, (_, number) => ({
    ...run,
    name: `${options.name} #${number + 1}`,
    minutesAgo: Math.round((from - every * number) * MINUTES) + number * 7,
    life: lives?.[number] ?? run.life,
    parameters: { ...run.parameters, ...change?.(number) },
    ...(archived?.includes(number)
      ? { then: [{ after: 180, does: 'archive' as const }] }
      : {}),
  }));
}

const day = 24 * 60;

export const seededRuns: readonly SeededRun[] = [
  ...history({
    pipeline: 'defect-detection',
    version: 'v2-gpu',
    experiment: 'Line 3 detector',
    name: 'detector weekly',
    from: 18,
    every: 3,
    count: 4,
    seconds: train,
    lives: { 1: 'train-detector=exception' },
    archived: [0],
  }),
  ...history({
    pipeline: 'defect-detection',
    version: 'v3-report',
    experiment: 'Line 3 detector',
    name: 'detector',
    from: 8,
    every: 1.1,
    count: 7,
    seconds: train,
    lives: { 2: 'split-dataset=out-of-memory', 5: 'register-model=exception' },
    change: number => ({
      epochs: 16 + number,
      learning_rate: 0.0001 * (number + 1),
    }),
  }),
  ...history({
    pipeline: 'defect-detection',
    version: 'v1-cpu',
    experiment: 'Trade fair demo',
    name: 'fair demo',
    from: 17,
    every: 0.4,
    count: 3,
    parameters: { limit: 200, epochs: 2 },
  }),
  ...history({
    pipeline: 'learning-rate-sweep',
    version: 'v1',
    experiment: 'Optimisers',
    name: 'sweep',
    from: 11,
    every: 2.2,
    count: 4,
    seconds: 'train-trial=90',
    lives: { 1: 'train-trial[2]=exception' },
    change: number => ({ optimizer: number % 2 ? 'sgd' : 'adamw' }),
  }),
  ...history({
    pipeline: 'support-finetune',
    version: 'v2-two-nodes',
    experiment: 'Support assistant',
    name: 'assistant',
    from: 14,
    every: 2.5,
    count: 5,
    lives: { 3: 'tokenize=out-of-memory' },
    seconds: 'fine-tune=120, evaluate=60',
    archived: [0],
  }),
  ...history({
    pipeline: 'corpus-refresh',
    version: 'v1',
    experiment: 'Search index',
    name: 'index',
    from: 12,
    every: 2,
    count: 3,
    lives: { 1: 'filter-language=exception' },
    seconds: 'crawl=120, embed=180',
  }),
  ...history({
    pipeline: 'corpus-refresh',
    version: 'v2-cached',
    experiment: 'Search index',
    name: 'index',
    from: 5,
    every: 1.2,
    count: 4,
    seconds: 'crawl=120, embed=180',
    change: number => ({ shards: number < 2 ? 4 : 8 }),
  }),
  {
    minutesAgo: 1180,
    pipeline: 'defect-detection',
    version: 'v3-report',
    experiment: 'Line 3 detector',
    name: 'detector, images of the night',
    seconds: train,
  },
  {
    minutesAgo: 900,
    pipeline: 'defect-detection',
    version: 'v4-sixteen-gpus',
    experiment: 'Line 3 detector',
    name: 'detector on sixteen GPUs',
    description: 'Does more help more?',
    then: [{ after: 45, does: 'terminate' }],
  },
  {
    minutesAgo: 690,
    pipeline: 'defect-detection',
    version: 'v3-report',
    experiment: 'Line 3 detector',
    name: 'detector, larger batches',
    life: 'train-detector=cuda-out-of-memory',
    seconds: 'train-detector=120',
    parameters: { epochs: 40 },
  },
  {
    minutesAgo: 560,
    pipeline: 'learning-rate-sweep',
    version: 'v2-gpu',
    experiment: 'Optimisers',
    name: 'sweep of six',
    parameters: {
      learning_rates: [0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001],
      rows: 20000,
    },
    seconds: 'train-trial=180',
  },
  {
    minutesAgo: 470,
    pipeline: 'defect-detection',
    version: 'v3-report',
    experiment: 'Line 3 detector',
    name: 'detector, memory of the evaluation',
    life: 'evaluate=out-of-memory',
    seconds: train,
  },
  {
    minutesAgo: 400,
    pipeline: 'support-finetune',
    version: 'v3-qwen',
    experiment: 'Support assistant',
    name: 'assistant on Qwen',
    seconds: 'fine-tune=60, evaluate=60',
    life: 'publish=exception',
    parameters: { base_model: 'qwen-3-8b', channel: 'canary' },
  },
  {
    minutesAgo: 330,
    pipeline: 'corpus-refresh',
    version: 'v2-cached',
    experiment: 'Search index',
    name: 'index, two languages',
    life: 'crawl=driver-error',
    parameters: { site: 'https://handbuch.acme.example', language: 'de' },
  },
  {
    minutesAgo: 290,
    pipeline: 'defect-detection',
    version: 'v2-gpu',
    experiment: 'Line 3 detector',
    name: 'detector, second attempt',
    life: 'train-detector=flaky',
    seconds: 'train-detector=200',
  },
  {
    minutesAgo: 250,
    pipeline: 'nightly-evaluation',
    version: 'v3-page',
    experiment: 'Support assistant',
    name: 'evaluation of all tickets',
    life: 'score-answers=endless',
    parameters: { tickets: 200000 },
  },
  {
    minutesAgo: 215,
    pipeline: 'camera-drift',
    version: 'v2-stricter',
    experiment: 'Line 3 detector',
    name: 'drift of the side camera',
    parameters: { camera: 'line-3-side', threshold: 0.01 },
    life: 'retrain=exit:3',
  },
  {
    minutesAgo: 185,
    pipeline: 'defect-detection',
    version: 'v3-report',
    experiment: 'Line 3 detector',
    name: 'detector with the new image',
    life: 'write-report=image-pull',
    then: [{ after: 50, does: 'terminate' }],
  },
  {
    minutesAgo: 140,
    pipeline: 'corpus-refresh',
    version: 'v1',
    experiment: 'Search index',
    name: 'index, storage full',
    life: 'embed=upload-error',
  },
  {
    minutesAgo: 110,
    pipeline: 'support-finetune',
    version: 'v2-two-nodes',
    experiment: 'Support assistant',
    name: 'assistant, tickets of November',
    seconds: 'fine-tune=60, evaluate=60',
  },
  {
    minutesAgo: 75,
    pipeline: 'nightly-evaluation',
    version: 'v2-notify',
    experiment: 'Support assistant',
    name: 'evaluation, tried again',
    life: 'score-answers=exception',
    then: [{ after: 6, does: 'retry' }],
  },
  {
    minutesAgo: 58,
    pipeline: 'nightly-evaluation',
    version: 'v3-page',
    experiment: 'Support assistant',
    name: 'evaluation before the release',
  },
  {
    minutesAgo: 44,
    pipeline: 'learning-rate-sweep',
    version: 'v1',
    experiment: 'Optimisers',
    name: 'sweep, one trial fails',
    life: 'train-trial[1]=exception',
  },
  {
    minutesAgo: 35,
    pipeline: 'defect-detection',
    version: 'v4-sixteen-gpus',
    experiment: 'Line 3 detector',
    name: 'detector on sixteen GPUs, again',
  },
  {
    minutesAgo: 21,
    pipeline: 'support-finetune',
    version: 'v2-two-nodes',
    experiment: 'Support assistant',
    name: 'assistant for the release',
    seconds: 'fine-tune=3600',
  },
  {
    minutesAgo: 9,
    pipeline: 'defect-detection',
    version: 'v3-report',
    experiment: 'Line 3 detector',
    name: 'detector, images of today',
    seconds: 'ingest-images=60, train-detector=1500',
  },
  {
    minutesAgo: 6,
    pipeline: 'learning-rate-sweep',
    version: 'v1',
    experiment: 'Optimisers',
    name: 'sweep of today',
    seconds: 'train-trial=400',
  },
  {
    minutesAgo: 3,
    pipeline: 'corpus-refresh',
    version: 'v2-cached',
    experiment: 'Search index',
    name: 'index of today',
    parameters: { depth: 5 },
    seconds: 'crawl=300',
  },
  {
    minutesAgo: 0.1,
    pipeline: 'camera-drift',
    version: 'v2-stricter',
    experiment: 'Line 3 detector',
    name: 'drift of the top camera',
  },
];

export interface SeededRecurringRun {
  minutesAgo: number;
  pipeline: string;
  /** Nothing for whatever is the latest when it runs. */
  version?: string;
  experiment: string;
  name: string;
  cron?: string;
  everySeconds?: number;
  enabled: boolean;
  maxConcurrency?: number;
  noCatchup?: boolean;
  parameters?: Record<string, unknown>;
  life?: string;
  seconds?: string;
}

export const seededRecurringRuns: readonly SeededRecurringRun[] = [
  {
    minutesAgo: 4.5 * day,
    pipeline: 'nightly-evaluation',
    version: 'v3-page',
    experiment: 'Support assistant',
    name: 'Nightly evaluation',
    cron: '0 0 2 * * *',
    enabled: true,
    noCatchup: true,
    parameters: { tickets: 2000 },
    life: 'score-answers=exception@0.2',
    seconds: 'sample-tickets=60, score-answers=240',
  },
  {
    minutesAgo: 2 * day + 90,
    pipeline: 'camera-drift',
    experiment: 'Line 3 detector',
    name: 'Drift of line 3',
    everySeconds: 6 * 3600,
    enabled: true,
    seconds: 'collect-samples=90, retrain=300',
  },
  {
    minutesAgo: 150,
    pipeline: 'camera-drift',
    version: 'v1',
    experiment: 'Line 3 detector',
    name: 'Drift of line 4, often',
    everySeconds: 1800,
    enabled: true,
    parameters: { camera: 'line-4-top', window_days: 1 },
    life: 'retrain=exception@0.5',
  },
  {
    minutesAgo: 9 * day,
    pipeline: 'support-finetune',
    version: 'v1-llama-8b',
    experiment: 'Support assistant',
    name: 'Weekly tuning',
    cron: '0 0 3 * * 1',
    enabled: false,
  },
];
