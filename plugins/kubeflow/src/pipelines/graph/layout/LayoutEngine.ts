import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import { fromElk, toElk } from './elkGraph';
import { allBoxes } from './layoutBoxes';
import type { GraphLayout, LayoutBox } from './layoutTypes';

/** Without a worker, what is larger would hold up the page. */
const MOST_BOXES_ON_PAGE = 150;
/** After this time the quick layout stays: the graph is beyond what can be laid out well. */
const LIMIT_MILLISECONDS = 60_000;

interface Running {
  elk: ELK;
  /** Rejects when the worker cannot be loaded, breaks or is stopped; never resolves. */
  ended: Promise<never>;
  stop(): void;
}

/** The worker is not there; not the graph's fault. */
class WorkerError extends Error {}

/**
 * Works out layouts with elkjs, in a worker that is started when first needed. Where a browser or a policy does not
 * allow one, small graphs are laid out on the page, and large ones not at all.
 */
export class LayoutEngine {
  #startWorker: (() => Worker) | undefined;
  #running: Promise<Running> | undefined;

  /** @param startWorker - Absent where there are no workers */
  constructor(startWorker: (() => Worker) | undefined) {
    this.#startWorker = startWorker;
  }

  /** @throws Error when the graph cannot be laid out here, or not in time, or the engine has been closed. */
  async layout(root: LayoutBox): Promise<GraphLayout> {
    let result: ElkNode;
    try {
      result = await this.#runInWorker(root);
    } catch (error) {
      if (!(error instanceof WorkerError)) {
        throw error;
      }
      this.#startWorker = undefined;
      result = await runOnPage(root);
    }
    return fromElk(root, result);
  }

  /** Ends the worker, and with it what it is about. The next layout starts another. */
  close(): void {
    const running = this.#running;
    this.#running = undefined;
    running?.then(({ stop }) => stop()).catch(() => undefined);
  }

  async #runInWorker(root: LayoutBox): Promise<ElkNode> {
    const { elk, ended } = await this.#worker();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.close();
        reject(new Error('The layout took too long'));
      }, LIMIT_MILLISECONDS);
    });
    try {
      return await Promise.race([elk.layout(toElk(root)), ended, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #worker(): Promise<Running> {
    const startWorker = this.#startWorker;
    if (!startWorker) {
      return Promise.reject(new WorkerError('There are no workers here'));
    }
    this.#running ??= start(startWorker);
    return this.#running;
  }
}

async function start(startWorker: () => Worker): Promise<Running> {
  try {
    const { default: Elk } = await import('elkjs/lib/elk-api.js');
    const worker = startWorker();
    const elk = new Elk({ workerFactory: () => worker });
    let end: (error: Error) => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
      end = reject;
    });
    ended.catch(() => undefined);
    worker.addEventListener('error', ({ message }) => {
      end(new WorkerError(message));
    });
    return {
      elk,
      ended,
      stop: () => {
        elk.terminateWorker();
        end(new Error('The layout is no longer wanted'));
      },
    };
  } catch (error) {
    throw new WorkerError(String(error));
  }
}

async function runOnPage(root: LayoutBox): Promise<ElkNode> {
  if ([...allBoxes(root)].length > MOST_BOXES_ON_PAGE) {
    throw new Error('The graph is too large to be laid out without a worker');
  }
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  return new Elk().layout(toElk(root));
}
