import type { RunRow } from '../pipelines';
import type { Random, Script } from './kernel';
import type { PipelineCast, StartedRun } from './pipelineRuns/PipelineCast';
import type { World } from './World';

/** How many Workflows of one pipeline stay once they are over; failures stay longer: people look at them. */
const MOST_SUCCEEDED = 2;
const MOST_FAILED = 4;
/** How many runs of one pipeline the server keeps, and how many minutes each stays at least. */
const MOST_RUNS = 40;
const LEAST_MINUTES = 10;
const MOST_UNDER_WAY = 6;

interface Idea {
  pipeline: string;
  version: string;
  experiment: string;
  name: string;
  seconds: string;
  /** What may go wrong, one at a time. */
  lives: readonly string[];
  parameters?(random: Random): Record<string, unknown>;
}

const ideas: readonly Idea[] = [
  {
    pipeline: 'defect-detection',
    version: 'v3-report',
    experiment: 'Line 3 detector',
    name: 'detector',
    seconds: 'train-detector=240, evaluate=30',
    lives: [
      'split-dataset=exception',
      'train-detector=cuda-out-of-memory',
      'train-detector=flaky',
      'evaluate=out-of-memory',
    ],
    parameters: random => ({
      epochs: random.integer(8, 40),
      learning_rate: random.pick([0.001, 0.0003, 0.0001]),
    }),
  },
  {
    pipeline: 'learning-rate-sweep',
    version: 'v1',
    experiment: 'Optimisers',
    name: 'sweep',
    seconds: 'train-trial=60',
    lives: ['train-trial[1]=exception', 'prepare-sample=upload-error'],
    parameters: random => ({
      optimizer: random.pick(['adamw', 'sgd', 'lion']),
    }),
  },
  {
    pipeline: 'camera-drift',
    version: 'v2-stricter',
    experiment: 'Line 3 detector',
    name: 'drift',
    seconds: 'collect-samples=40, retrain=120',
    lives: ['measure-drift=exception', 'retrain=exit:3'],
    parameters: random => ({
      camera: random.pick(['line-3-top', 'line-3-side', 'line-4-top']),
    }),
  },
  {
    pipeline: 'support-finetune',
    version: 'v2-two-nodes',
    experiment: 'Support assistant',
    name: 'assistant',
    seconds: 'fine-tune=30, evaluate=60',
    lives: ['tokenize=out-of-memory', 'publish=exception'],
    parameters: random => ({ max_tickets: 10000 * random.integer(2, 9) }),
  },
  {
    pipeline: 'corpus-refresh',
    version: 'v2-cached',
    experiment: 'Search index',
    name: 'index',
    seconds: 'crawl=60, embed=120',
    lives: ['filter-language=exception', 'crawl=driver-error'],
    parameters: random => ({ depth: random.integer(2, 6) }),
  },
  {
    pipeline: 'nightly-evaluation',
    version: 'v3-page',
    experiment: 'Support assistant',
    name: 'evaluation',
    seconds: 'score-answers=90',
    lives: ['score-answers=exception', 'sample-tickets=out-of-memory'],
    parameters: random => ({ tickets: 100 * random.integer(2, 20) }),
  },
];

/** How often a run of the simulation's own does not go well. */
const TROUBLE = 0.3;

/** New runs of pipelines at a steady pace, and old ones tidied away. */
export class PipelineArrivals {
  readonly #world: World;
  readonly #cast: PipelineCast;

  constructor(world: World, cast: PipelineCast) {
    this.#world = world;
    this.#cast = cast;
  }

  start(): void {
    this.#world.agenda.start(this.#submit());
    this.#world.agenda.start(this.#tidy());
  }

  *#submit(): Script {
    const random = this.#world.random.fork('pipeline-arrivals');
    for (let number = 101; ; number += 1) {
      yield random.between(150, 300);
      const wish = this.#wish(random, number);
      const underWay = this.#cast.ownRuns.filter(
        ({ finishedAt }) => finishedAt === 0,
      );
      if (underWay.length < MOST_UNDER_WAY) {
        this.#cast.start(wish);
      }
    }
  }

  #wish(random: Random, number: number): StartedRun {
    const idea = random.pick(ideas);
    return {
      pipeline: idea.pipeline,
      version: idea.version,
      experiment: idea.experiment,
      name: `${idea.name} #${number}`,
      seconds: idea.seconds,
      parameters: idea.parameters?.(random),
      life: random.chance(TROUBLE) ? random.pick(idea.lives) : undefined,
    };
  }

  *#tidy(): Script {
    for (;;) {
      yield 60;
      const byPipeline = new Map<string, RunRow[]>();
      for (const run of this.#cast.ownRuns) {
        const { pipelineId } = run.source;
        byPipeline.set(pipelineId, [
          ...(byPipeline.get(pipelineId) ?? []),
          run,
        ]);
      }
      byPipeline.forEach(runs => this.#tidyOne(runs));
    }
  }

  #tidyOne(runs: readonly RunRow[]): void {
    const soonest =
      this.#world.date.getTime() / 1000 -
      (60 * LEAST_MINUTES) / this.#world.timeline.speed;
    const over = runs
      .filter(({ finishedAt }) => finishedAt > 0 && finishedAt < soonest)
      .sort((one, other) => other.finishedAt - one.finishedAt);
    over.slice(MOST_RUNS).forEach(run => this.#cast.remove(run));
    const kept = over.slice(0, MOST_RUNS);
    const succeeded = kept.filter(({ state }) => state === 'SUCCEEDED');
    const failed = kept.filter(({ state }) => state !== 'SUCCEEDED');
    for (const run of [
      ...succeeded.slice(MOST_SUCCEEDED),
      ...failed.slice(MOST_FAILED),
    ]) {
      this.#cast.removeWorkflow(run);
    }
  }
}
