import {
  asRecords,
  asString,
  at,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import {
  ClusterFailure,
  failureFromError,
  failureFromResponse,
  notKubernetes,
} from './ClusterFailure';

/** What a cluster serves: for each group, its versions in the server's order with the plurals of each. */
export interface ServedResources {
  /** `v1.36.3`. */
  kubernetesVersion: string | undefined;
  groups: ReadonlyMap<string, ServedGroup>;
}

/** @see ServedResources */
export type ServedGroup =
  | { known: true; versions: ReadonlyMap<string, ReadonlySet<string>> }
  /** The group is there, but what it serves could not be found out this time. */
  | { known: false };

interface LookOptions {
  /** Milliseconds until the headers, and between two pieces of an answer. */
  timeout: number;
  signal?: AbortSignal;
}

/** KEP-3352, aggregated discovery: one answer for all groups; older servers ignore what they do not know. */
const AGGREGATED = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

/** What a look gives, and what to send along with the next one so that an unchanged answer need not be sent again. */
interface Seen {
  etag: string;
  groups: ReadonlyMap<string, ServedGroup>;
}

/** Finds out what a cluster serves, again and again. */
export class Discovery {
  readonly #connection: ClusterConnection;
  readonly #wanted: ReadonlySet<string>;
  #seen: Seen | undefined;

  /** @param wanted - API groups that matter; others are not looked into */
  constructor(connection: ClusterConnection, wanted: ReadonlySet<string>) {
    this.#connection = connection;
    this.#wanted = wanted;
  }

  /** @throws ClusterFailure when the cluster cannot be asked */
  async look(options: LookOptions): Promise<ServedResources> {
    const [version, groups] = await Promise.all([
      // Some clusters deny /version to a narrow credential; nothing depends on it.
      this.#get('/version', options).catch(() => undefined),
      this.#groups(options),
    ]);
    return {
      kubernetesVersion: asString(at(version?.body, 'gitVersion')),
      groups,
    };
  }

  async #groups(
    options: LookOptions,
  ): Promise<ReadonlyMap<string, ServedGroup>> {
    const { body, etag } = await this.#get('/apis', options, {
      accept: AGGREGATED,
      ...(this.#seen ? { 'if-none-match': this.#seen.etag } : {}),
    });
    if (body === undefined && this.#seen) {
      return this.#seen.groups;
    }
    switch (at(body, 'kind')) {
      case 'APIGroupDiscoveryList': {
        const groups = readAggregated(body, this.#wanted);
        this.#seen = etag === undefined ? undefined : { etag, groups };
        return groups;
      }
      case 'APIGroupList':
        return readGroups(body, this.#wanted, async path => {
          const list = await this.#get(path, options);
          return list.body;
        });
      default:
        throw new ClusterFailure(
          'not-kubernetes',
          "What answers has no list of API groups at /apis. Check the cluster's URL.",
        );
    }
  }

  /** @returns `body: undefined` when it is as it was */
  async #get(
    path: string,
    options: LookOptions,
    headers?: Record<string, string>,
  ): Promise<{ body: unknown; etag: string | undefined }> {
    try {
      const response = await this.#connection.request(path, {
        headers,
        headersTimeout: options.timeout,
        bodyTimeout: options.timeout,
        signal: options.signal,
      });
      if (response.status === 304) {
        await response.discard();
        return { body: undefined, etag: undefined };
      }
      if (response.status !== 200) {
        throw await failureFromResponse(response);
      }
      const text = await response.text();
      try {
        return { body: JSON.parse(text), etag: response.header('etag') };
      } catch {
        throw notKubernetes(response, text);
      }
    } catch (error) {
      if (options.signal?.aborted) {
        throw error;
      }
      throw failureFromError(error);
    }
  }
}

function readAggregated(
  apis: unknown,
  wanted: ReadonlySet<string>,
): Map<string, ServedGroup> {
  const groups = new Map<string, ServedGroup>();
  for (const item of asRecords(at(apis, 'items'))) {
    const group = asString(at(item, 'metadata', 'name'));
    if (!group || !wanted.has(group)) {
      continue;
    }
    const versions = new Map<string, ReadonlySet<string>>();
    let stale = false;
    for (const entry of asRecords(item.versions)) {
      const version = asString(entry.version);
      if (version) {
        stale ||= entry.freshness === 'Stale';
        versions.set(
          version,
          new Set(
            asRecords(entry.resources).flatMap(
              resource => asString(resource.resource) ?? [],
            ),
          ),
        );
      }
    }
    groups.set(group, stale ? { known: false } : { known: true, versions });
  }
  return groups;
}

async function readGroups(
  apis: unknown,
  wanted: ReadonlySet<string>,
  get: (path: string) => Promise<unknown>,
): Promise<Map<string, ServedGroup>> {
  const groups = new Map<string, ServedGroup>();
  await Promise.all(
    asRecords(at(apis, 'groups')).map(async item => {
      const group = asString(item.name);
      if (!group || !wanted.has(group)) {
        return;
      }
      const versions = new Map<string, ReadonlySet<string>>();
      try {
        for (const entry of asRecords(item.versions)) {
          const version = asString(entry.version);
          if (version) {
            const list = await get(`/apis/${group}/${version}`);
            versions.set(
              version,
              new Set(
                asRecords(at(list, 'resources')).flatMap(
                  resource => asString(resource.name) ?? [],
                ),
              ),
            );
          }
        }
        groups.set(group, { known: true, versions });
      } catch {
        groups.set(group, { known: false });
      }
    }),
  );
  return groups;
}
