import type {
  ClusterKind,
  KindDefinition,
  KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ResourceStore } from '../store/ResourceStore';
import type { VersionChoice } from './chooseVersion';
import type { ClusterFailure, FailureKind } from './ClusterFailure';
import {
  Reflector,
  type ReflectorMeter,
  type ReflectorState,
  type WatchSettings,
} from './Reflector';

/** Failures in a row that are not worth telling. */
const PATIENCE: Partial<Record<FailureKind, number>> = {
  throttled: 3,
  unreachable: 1,
};

/** One kind in one cluster: the Reflector that follows it, as long as the cluster serves it, and how that goes. */
export class KindWatch {
  readonly kind: KindDefinition;
  readonly #connection: ClusterConnection;
  readonly #store: ResourceStore;
  readonly #settings: WatchSettings;
  readonly #meter: ReflectorMeter;
  readonly #onChange: () => void;
  readonly #onFailure: (failure: ClusterFailure) => void;
  #status: ClusterKind['status'] = 'syncing';
  #message: string | undefined;
  #version: string | undefined;
  #reflector: Reflector | undefined;

  constructor(options: {
    kind: KindDefinition;
    connection: ClusterConnection;
    store: ResourceStore;
    settings: WatchSettings;
    meter: ReflectorMeter;
    /** Told when the status or message changed. */
    onChange: () => void;
    /** Told of each failure, also of those that do not change the status. */
    onFailure: (failure: ClusterFailure) => void;
  }) {
    this.kind = options.kind;
    this.#connection = options.connection;
    this.#store = options.store;
    this.#settings = options.settings;
    this.#meter = options.meter;
    this.#onChange = options.onChange;
    this.#onFailure = options.onFailure;
  }

  /** The version that is followed; absent while the cluster serves none that the portal reads. */
  get version(): string | undefined {
    return this.#version;
  }

  describe(): ClusterKind {
    return {
      kind: this.kind.id,
      apiVersion:
        this.#version === undefined
          ? undefined
          : `${this.kind.group}/${this.#version}`,
      status: this.#status,
      message: this.#message,
      count: this.#store.count(this.#connection.name, this.kind.id),
    };
  }

  /** Follows what discovery found. */
  async follow(choice: VersionChoice): Promise<void> {
    switch (choice.choice) {
      case 'keep':
        return;
      case 'absent':
        await this.#leave();
        this.#set('absent', undefined);
        return;
      case 'unsupported':
        await this.#leave();
        this.#set('unsupported-version', choice.message);
        return;
      default:
        if (this.#version !== choice.version) {
          await this.stop();
          this.#version = choice.version;
          this.#begin(choice.version);
        }
    }
  }

  /** @see Reflector.renew */
  renew(): void {
    this.#reflector?.renew();
  }

  /** Ends the watch; the rows stay. */
  async stop(): Promise<void> {
    const reflector = this.#reflector;
    this.#reflector = undefined;
    this.#version = undefined;
    await reflector?.stop();
  }

  async #leave(): Promise<void> {
    await this.stop();
    this.#store.drop(this.#connection.name, this.kind.id);
  }

  #begin(version: string): void {
    const { name } = this.#connection;
    const { id, group, plural } = this.kind;
    this.#set('syncing', undefined);
    this.#reflector = new Reflector({
      connection: this.#connection,
      path: `/apis/${group}/${version}/${plural}`,
      settings: this.#settings,
      meter: this.#meter,
      sink: {
        begin: () => this.#store.beginSync(name, id),
        upsert: (object: KubernetesObject) =>
          this.#store.upsert(name, id, object),
        remove: (object: KubernetesObject) =>
          this.#store.remove(name, id, object),
      },
      onState: state => this.#onState(state),
    });
    this.#reflector.start();
  }

  #onState({ status, failure, failures = 0 }: ReflectorState): void {
    if (failure) {
      this.#onFailure(failure);
      // A cut connection, or a CRD that was just made, is no news unless it lasts.
      if (failures > (PATIENCE[failure.kind] ?? 0)) {
        this.#fail(failure);
      }
      return;
    }
    // After a failure, a list alone is no proof that all is well again; nor is listing again a step back.
    if (
      status === 'watching' ||
      (status === 'listed' && this.#status === 'syncing')
    ) {
      this.#set('watching', undefined);
    }
  }

  #fail(failure: ClusterFailure): void {
    if (failure.kind === 'forbidden') {
      this.#store.drop(this.#connection.name, this.kind.id);
      this.#set(
        'forbidden',
        `The portal may not list and watch ${this.kind.plural}.${this.kind.group}. ${failure.message}`,
      );
    } else {
      this.#set('error', failure.message);
    }
  }

  #set(status: ClusterKind['status'], message: string | undefined): void {
    if (this.#status !== status || this.#message !== message) {
      this.#status = status;
      this.#message = message;
      this.#onChange();
    }
  }
}
