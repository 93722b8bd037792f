import type { KubernetesObject } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { backOff, Pause, type BackOffSettings } from './backOff';
import type { ClusterFailure } from './ClusterFailure';
import { failureFromError } from './ClusterFailure';
import { listPages } from './listPages';
import { watchFrom } from './watchFrom';

/** Where a Reflector puts what it sees. */
export interface ReflectorSink {
  /** A list begins; `add` comes for each object, `finish` only when the list is complete. */
  begin(): {
    add(object: KubernetesObject): void;
    finish(): void;
  };
  upsert(object: KubernetesObject): void;
  remove(object: KubernetesObject): void;
}

/** What a Reflector is about. */
export interface ReflectorState {
  /**
   * `listed`: a list is complete, its watch is being opened; `failing`: what the sink holds may be old.
   */
  status: 'syncing' | 'listed' | 'watching' | 'failing';
  failure?: ClusterFailure;
  /** Failures in a row, this one included. */
  failures?: number;
}

/** `Accept` headers; the API server knows different ones for a list and for a watch of it. */
export interface ReflectorAccept {
  list: string;
  watch: string;
}

/** Times and sizes; see `kubeflow.watch` in the configuration. All in milliseconds, unless they say otherwise. */
export interface WatchSettings {
  /** Objects per page of a list. */
  pageSize: number;
  /** For headers of any answer, and between two pieces of a list. */
  requestTimeout: number;
  /** After which a watch is opened anew, at the earliest; at the latest after twice that. */
  watchTimeout: number;
  /** Without any event or bookmark, after which a watch counts as dead. */
  idleTimeout: number;
  retry: BackOffSettings;
}

/** What a Reflector measures. */
export interface ReflectorMeter {
  listed(seconds: number, failure: ClusterFailure | undefined): void;
  restarted(reason: 'expired' | 'ended' | 'cut' | 'failed'): void;
  event(type: string): void;
  /** Runs a list inside a span. */
  trace<T>(name: string, run: () => Promise<T>): Promise<T>;
}

/**
 * Follows one collection of one cluster for as long as it runs: lists it page by page, watches from there, resumes a
 * watch that ends, lists again when the position is too old, and tries again, later and later, when something fails.
 */
export class Reflector {
  readonly #connection: ClusterConnection;
  readonly #path: string;
  readonly #query: Record<string, string> | undefined;
  readonly #accept: ReflectorAccept | undefined;
  readonly #sink: ReflectorSink;
  readonly #settings: WatchSettings;
  readonly #onState: (state: ReflectorState) => void;
  readonly #meter: ReflectorMeter;
  readonly #abort = new AbortController();
  readonly #pause = new Pause();
  #position: string | undefined;
  #attempt = 0;
  #renew: AbortController | undefined;
  #running: Promise<void> | undefined;

  constructor(options: {
    connection: ClusterConnection;
    path: string;
    query?: Record<string, string>;
    accept?: ReflectorAccept;
    sink: ReflectorSink;
    settings: WatchSettings;
    onState: (state: ReflectorState) => void;
    meter: ReflectorMeter;
  }) {
    this.#connection = options.connection;
    this.#path = options.path;
    this.#query = options.query;
    this.#accept = options.accept;
    this.#sink = options.sink;
    this.#settings = options.settings;
    this.#onState = options.onState;
    this.#meter = options.meter;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends the requests under way; when it resolves, the sink hears nothing more. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /**
   * Tries again now, if it waits to try again; opens its watch anew, from where it is, if one stands. A proxy in
   * between may leave a watch open whose other half is gone, so that nothing tells that it is dead.
   */
  renew(): void {
    this.#renew?.abort();
    this.#pause.wake();
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      try {
        if (this.#position === undefined) {
          await this.#meter.trace(`list ${this.#path}`, () => this.#list());
        }
        await this.#watch();
      } catch (error) {
        if (!signal.aborted) {
          await this.#recover(failureFromError(error));
        }
      }
    }
  }

  async #list(): Promise<void> {
    this.#onState({ status: 'syncing' });
    const began = performance.now();
    const sync = this.#sink.begin();
    try {
      this.#position = await listPages(
        this.#connection,
        {
          path: this.#path,
          query: this.#query,
          accept: this.#accept?.list,
          pageSize: this.#settings.pageSize,
          timeout: this.#settings.requestTimeout,
          signal: this.#abort.signal,
        },
        object => {
          if (!this.#abort.signal.aborted) {
            sync.add(object);
          }
        },
      );
      this.#abort.signal.throwIfAborted();
      sync.finish();
      this.#onState({ status: 'listed' });
      this.#meter.listed((performance.now() - began) / 1000, undefined);
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#meter.listed(
          (performance.now() - began) / 1000,
          failureFromError(error),
        );
      }
      throw error;
    }
  }

  async #watch(): Promise<void> {
    const { watchTimeout } = this.#settings;
    const began = performance.now();
    let open = false;
    let busy = false;
    const renew = new AbortController();
    this.#renew = renew;
    try {
      await watchFrom(
        this.#connection,
        {
          path: this.#path,
          query: this.#query,
          accept: this.#accept?.watch,
          resourceVersion: this.#position ?? '',
          timeoutSeconds: Math.ceil(
            (watchTimeout * (1 + Math.random())) / 1000,
          ),
          idleTimeout: this.#settings.idleTimeout,
          signal: AbortSignal.any([this.#abort.signal, renew.signal]),
          onOpen: () => {
            if (!open) {
              open = true;
              this.#onState({ status: 'watching' });
            }
          },
        },
        event => {
          busy = true;
          this.#meter.event(event.type);
          if (event.type === 'DELETED') {
            this.#sink.remove(event.object);
          } else {
            this.#sink.upsert(event.object);
          }
        },
        position => {
          this.#position = position;
        },
      );
      this.#meter.restarted('ended');
    } catch (error) {
      if (this.#abort.signal.aborted) {
        throw error;
      }
      if (renew.signal.aborted) {
        return;
      }
      const failure = failureFromError(error);
      if (!open || failure.kind !== 'unreachable') {
        throw failure;
      }
      // A watch that stood and was cut is resumed; whether the cluster is gone shows when that fails.
      this.#meter.restarted('cut');
    }
    // A watch that ends as soon as it stands must not make a loop that never rests.
    if (busy || performance.now() - began > this.#settings.retry.max) {
      this.#attempt = 0;
    } else {
      await this.#rest();
    }
  }

  async #recover(failure: ClusterFailure): Promise<void> {
    if (failure.kind === 'expired') {
      this.#meter.restarted('expired');
      this.#position = undefined;
      if (this.#attempt > 0) {
        await this.#rest();
      }
      this.#attempt += 1;
      return;
    }
    this.#meter.restarted('failed');
    if (failure.kind === 'forbidden' || failure.kind === 'absent') {
      // Whether the list still works tells apart what may not be watched from what may not be read.
      this.#position = undefined;
    }
    this.#onState({ status: 'failing', failure, failures: this.#attempt + 1 });
    await this.#rest(failure.retryAfter);
  }

  async #rest(atLeast = 0): Promise<void> {
    const wait = backOff(this.#settings.retry, this.#attempt);
    this.#attempt += 1;
    await this.#pause.wait(atLeast + wait, this.#abort.signal);
  }
}
