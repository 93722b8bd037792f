import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { ReflectorMeter } from '../watch/Reflector';

/** Seconds. */
const buckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
  60,
];

/** What this plugin measures: one place for all names, units and attributes. */
export class Telemetry {
  readonly #lists;
  readonly #events;
  readonly #restarts;
  readonly #requests;
  readonly #streams;
  readonly #metrics: MetricsService;
  readonly #tracing: TracingService;

  constructor(options: { metrics: MetricsService; tracing: TracingService }) {
    const { metrics } = options;
    this.#metrics = metrics;
    this.#tracing = options.tracing;
    this.#lists = metrics.createHistogram('kubeflow.list.duration', {
      description: 'Time that a complete list of one kind takes',
      unit: 's',
      advice: { explicitBucketBoundaries: buckets },
    });
    this.#events = metrics.createCounter('kubeflow.watch.events', {
      description: 'Events that watches brought',
      unit: '{event}',
    });
    this.#restarts = metrics.createCounter('kubeflow.watch.restarts', {
      description: 'Watches that ended, by why',
      unit: '{restart}',
    });
    this.#requests = metrics.createHistogram('kubeflow.request.duration', {
      description: 'Time that this API takes to answer',
      unit: 's',
      advice: { explicitBucketBoundaries: buckets },
    });
    this.#streams = metrics.createUpDownCounter('kubeflow.streams', {
      description: 'Event streams that are open',
      unit: '{stream}',
    });
  }

  meterFor(cluster: string, kind: string): ReflectorMeter {
    const where = { 'kubeflow.cluster': cluster, 'kubeflow.kind': kind };
    return {
      listed: (seconds, failure) =>
        this.#lists.record(seconds, {
          ...where,
          'error.type': failure?.kind,
        }),
      restarted: reason => this.#restarts.add(1, { ...where, reason }),
      event: type => this.#events.add(1, { ...where, type }),
      trace: (name, run) =>
        this.#tracing.startActiveSpan(
          name,
          { kind: 'client', attributes: where },
          () => run(),
        ),
    };
  }

  /** @param counts - objects that are held, per cluster and kind */
  observeObjects(
    counts: () => Iterable<{ cluster: string; kind: string; count: number }>,
  ): void {
    this.#metrics
      .createObservableGauge('kubeflow.objects', {
        description: 'Objects in the store',
        unit: '{object}',
      })
      .addCallback(result => {
        for (const { cluster, kind, count } of counts()) {
          result.observe(count, {
            'kubeflow.cluster': cluster,
            'kubeflow.kind': kind,
          });
        }
      });
  }

  /** Measures and traces the answer to a request. */
  async request<T>(
    method: string,
    route: string,
    answer: () => Promise<T>,
  ): Promise<T> {
    const began = performance.now();
    let errorType: string | undefined;
    try {
      return await this.#tracing.startActiveSpan(
        `${method} ${route}`,
        {
          kind: 'server',
          attributes: { 'http.request.method': method, 'http.route': route },
        },
        () => answer(),
      );
    } catch (error) {
      errorType = error instanceof Error ? error.name : 'Error';
      throw error;
    } finally {
      this.#requests.record((performance.now() - began) / 1000, {
        'http.request.method': method,
        'http.route': route,
        'error.type': errorType,
      });
    }
  }

  /** @returns to be called once when the stream ends */
  streamOpened(): () => void {
    this.#streams.add(1);
    return () => this.#streams.add(-1);
  }
}
