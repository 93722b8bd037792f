import type { ApiObject } from '../cluster/types';
import { isObject } from '../json';
import type { Storage } from '../storage';
import { ContainerLog } from './ContainerLog';

interface Runs {
  present: ContainerLog;
  previous?: ContainerLog;
}

function hasEnded(pod: ApiObject, container: string): boolean {
  const status = isObject(pod.status) ? pod.status : {};
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return true;
  const statuses = [status.containerStatuses, status.initContainerStatuses]
    .filter(Array.isArray)
    .flat()
    .filter(isObject);
  const state = statuses.find(({ name }) => name === container)?.state;
  return isObject(state) && state.terminated !== undefined;
}

/** The logs of all containers; a pod takes its own with it. */
export class PodLogs {
  readonly #pods = new Map<string, Map<string, Runs>>();
  readonly #storage: Storage;
  readonly #now: () => Date;
  readonly #lineLimit?: number;

  constructor(storage: Storage, now: () => Date, lineLimit?: number) {
    this.#lineLimit = lineLimit;
    this.#storage = storage;
    this.#now = now;
    storage.onCommit((collection, { type, key, object }) => {
      if (collection.id !== '/pods') return;
      const containers = this.#pods.get(key);
      for (const [name, { present }] of containers ?? []) {
        if (type === 'DELETED' || hasEnded(object, name)) present.end();
      }
      if (type === 'DELETED') this.#pods.delete(key);
    });
  }

  #runs(pod: { namespace: string; name: string }, container: string): Runs {
    const key = `${pod.namespace}/${pod.name}`;
    let containers = this.#pods.get(key);
    if (!containers) this.#pods.set(key, (containers = new Map()));
    let runs = containers.get(container);
    if (!runs)
      containers.set(
        container,
        (runs = { present: new ContainerLog(this.#lineLimit) }),
      );
    return runs;
  }

  present(
    pod: { namespace: string; name: string },
    container: string,
  ): ContainerLog {
    return this.#runs(pod, container).present;
  }

  previous(
    pod: { namespace: string; name: string },
    container: string,
  ): ContainerLog | undefined {
    return this.#runs(pod, container).previous;
  }

  append(
    pod: { namespace: string; name: string },
    container: string,
    lines: string[],
    time = this.#now(),
  ): void {
    // A pod that is gone has taken its logs with it.
    if (
      !this.#storage.collection('/pods').get(`${pod.namespace}/${pod.name}`)
    ) {
      return;
    }
    this.#runs(pod, container).present.append(
      lines.map(text => ({ time, text })),
    );
  }

  restart(pod: { namespace: string; name: string }, container: string): void {
    const runs = this.#runs(pod, container);
    runs.present.end();
    runs.previous = runs.present;
    runs.present = new ContainerLog(this.#lineLimit);
  }
}
