import type { PipelinesServer } from '@kubeflow-portal/plugin-kubeflow-common';

/** Where a person was last: kept by the browser, used where the address says nothing. */
export interface RememberedPlace {
  cluster?: string;
  /** The namespace last chosen, by cluster. */
  namespaces?: Record<string, string>;
}

const STORAGE_KEY = 'kubeflow.pipelines.place';

/** Total: what the browser holds can be anything, and it may hold nothing back. */
export function readRememberedPlace(): RememberedPlace {
  try {
    const value: unknown = JSON.parse(
      window.localStorage.getItem(STORAGE_KEY) ?? '{}',
    );
    const { cluster, namespaces } = (value ?? {}) as Record<string, unknown>;
    return {
      cluster: typeof cluster === 'string' ? cluster : undefined,
      namespaces: Object.fromEntries(
        Object.entries(namespaces ?? {}).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      ),
    };
  } catch {
    return {};
  }
}

/** Adds to what is remembered. */
export function rememberPlace(place: {
  cluster: string;
  namespace: string | undefined;
}): void {
  const { namespaces } = readRememberedPlace();
  const next: RememberedPlace = {
    cluster: place.cluster,
    namespaces: {
      ...namespaces,
      ...(place.namespace && { [place.cluster]: place.namespace }),
    },
  };
  try {
    window.localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing: the address still does.
  }
}

/**
 * The server that a page is about: the one in the address, else where the person was last, else the first that
 * answers.
 */
export function chooseServer(
  servers: readonly PipelinesServer[],
  asked: string | null,
  remembered: RememberedPlace,
): PipelinesServer | undefined {
  const named = (name: string | null | undefined) =>
    servers.find(({ cluster }) => cluster === name);
  const answers = ({ status }: PipelinesServer) => status === 'available';
  const last = named(remembered.cluster);
  return (
    named(asked) ??
    (last && answers(last) ? last : undefined) ??
    servers.find(answers) ??
    last ??
    servers[0]
  );
}

/** Whether records of this server lie in namespaces, so that a person has to say which one. */
export function hasNamespaces(server: PipelinesServer): boolean {
  return server.multiUser === true;
}
