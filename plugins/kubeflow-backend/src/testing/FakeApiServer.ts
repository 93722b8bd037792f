import {
  asString,
  asStringMap,
  at,
  parseLabelSelector,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakePodLogs } from './FakePodLogs';

/** A resource that the server serves. */
export interface FakeResource {
  group: string;
  version: string;
  plural: string;
  kind: string;
}

/** What to do with a request instead of answering it. */
export type Fault =
  | {
      status: number;
      body?: unknown;
      text?: string;
      type?: string;
      headers?: Record<string, string>;
    }
  /** Answers properly, but stops after so many bytes and cuts the connection. */
  | { cutAfter: number }
  /** Never answers. */
  | { hang: true };

/** A request that arrived. */
export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

interface Watcher {
  resource: FakeResource;
  namespace: string | undefined;
  query: URLSearchParams;
  response: ServerResponse;
}

interface Change {
  version: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: FakeResource;
  object: KubernetesObject;
}

const core: FakeResource[] = [
  { group: '', version: 'v1', plural: 'pods', kind: 'Pod' },
  { group: '', version: 'v1', plural: 'events', kind: 'Event' },
];

/**
 * A small Kubernetes API for tests, over real HTTP on loopback, that can be told to misbehave. It knows lists in pages,
 * watches, both forms of discovery and access reviews, and answers nothing else.
 */
export class FakeApiServer implements AsyncDisposable {
  readonly requests: FakeRequest[] = [];
  /** Asked before each request is answered. */
  fault: (request: FakeRequest) => Fault | undefined = () => undefined;
  /** Where requests to a service go on, by `<namespace>/<service>:<port>`: the URL of whatever is behind it. */
  readonly services = new Map<string, string>();
  /** Whether `/apis` answers in the aggregated form. */
  aggregated = true;
  /** What containers wrote. */
  readonly podLogs = new FakePodLogs();
  /** What a self subject access review allows. */
  allows: (attributes: Record<string, unknown>) => boolean = () => false;
  readonly #server: Server;
  readonly #resources: FakeResource[] = [...core];
  readonly #objects = new Map<FakeResource, Map<string, KubernetesObject>>();
  readonly #changes: Change[] = [];
  readonly #watchers = new Set<Watcher>();
  #version = 1000;
  #oldest = 1000;
  #port = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(error => {
        response.destroy(error);
      });
    });
  }

  static async start(resources: FakeResource[] = []): Promise<FakeApiServer> {
    const server = new FakeApiServer();
    server.#resources.push(...resources);
    await server.listen();
    return server;
  }

  /** Again, after {@link FakeApiServer.stop}, at the same port. */
  async listen(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) {
      await this.stop();
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Open watches of a plural. */
  watches(plural: string): number {
    return [...this.#watchers].filter(
      watcher => watcher.resource.plural === plural,
    ).length;
  }

  define(resource: FakeResource): void {
    this.#resources.push(resource);
  }

  /** The resource vanishes, with its objects and watches. */
  undefine(plural: string): void {
    const index = this.#resources.findIndex(each => each.plural === plural);
    const [resource] = this.#resources.splice(index, 1);
    this.#objects.delete(resource);
    for (const watcher of [...this.#watchers]) {
      if (watcher.resource === resource) {
        watcher.response.end();
      }
    }
  }

  /** Creates or replaces an object; fills in uid, resourceVersion and creationTimestamp. */
  put(plural: string, object: KubernetesObject): KubernetesObject {
    const resource = this.#resource(plural);
    const objects = this.#of(resource);
    const key = keyOf(object);
    const existing = objects.get(key);
    this.#version += 1;
    const stored: KubernetesObject = {
      apiVersion: resource.group
        ? `${resource.group}/${resource.version}`
        : resource.version,
      kind: resource.kind,
      ...object,
      metadata: {
        uid: existing?.metadata?.uid ?? randomUUID(),
        creationTimestamp: '2026-11-20T08:00:00Z',
        ...object.metadata,
        resourceVersion: String(this.#version),
      },
    };
    objects.set(key, stored);
    this.#change(existing ? 'MODIFIED' : 'ADDED', resource, stored);
    return stored;
  }

  delete(plural: string, namespace: string | undefined, name: string): void {
    const resource = this.#resource(plural);
    const key = keyOf({ metadata: { namespace, name } });
    const object = this.#of(resource).get(key);
    if (object) {
      this.#of(resource).delete(key);
      this.#version += 1;
      this.#change('DELETED', resource, {
        ...object,
        metadata: {
          ...object.metadata,
          resourceVersion: String(this.#version),
        },
      });
    }
  }

  /** Forgets all changes, as etcd does when it is compacted: older positions and continue tokens are gone. */
  compact(): void {
    this.#changes.length = 0;
    this.#version += 1;
    this.#oldest = this.#version;
  }

  /** Sends a line on every watch of a plural, whatever it says. */
  sendLine(plural: string, line: string): void {
    for (const watcher of this.#watchers) {
      if (watcher.resource.plural === plural) {
        watcher.response.write(`${line}\n`);
      }
    }
  }

  bookmark(plural: string): void {
    const { kind } = this.#resource(plural);
    this.sendLine(
      plural,
      JSON.stringify({
        type: 'BOOKMARK',
        object: { kind, metadata: { resourceVersion: String(this.#version) } },
      }),
    );
  }

  /** Ends every watch; `cut` breaks the connection instead of ending it in order. */
  endWatches(how: 'end' | 'cut'): void {
    for (const watcher of [...this.#watchers]) {
      if (how === 'cut') {
        watcher.response.destroy();
      } else {
        watcher.response.end();
      }
    }
  }

  #resource(plural: string): FakeResource {
    const resource = this.#resources.find(each => each.plural === plural);
    if (!resource) {
      throw new Error(`The fake API server does not serve ${plural}`);
    }
    return resource;
  }

  #of(resource: FakeResource): Map<string, KubernetesObject> {
    let objects = this.#objects.get(resource);
    if (!objects) {
      objects = new Map();
      this.#objects.set(resource, objects);
    }
    return objects;
  }

  #change(
    type: Change['type'],
    resource: FakeResource,
    object: KubernetesObject,
  ): void {
    const change = { version: this.#version, type, resource, object };
    this.#changes.push(change);
    for (const watcher of this.#watchers) {
      send(watcher, change);
    }
  }

  async #handle(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.url);
    let body = '';
    for await (const piece of incoming) {
      body += piece;
    }
    const request: FakeRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body,
    };
    this.requests.push(request);
    const fault = this.fault(request);
    if (fault && 'hang' in fault) {
      return;
    }
    if (fault && 'status' in fault) {
      response.writeHead(fault.status, {
        'content-type': fault.type ?? 'application/json',
        ...fault.headers,
      });
      response.end(fault.text ?? JSON.stringify(fault.body));
      return;
    }
    if (request.query.get('watch') === 'true') {
      this.#watch(request, response);
      return;
    }
    const service =
      /^\/api\/v1\/namespaces\/([^/]+)\/services\/([^/]+)\/proxy(\/.*)$/.exec(
        request.path,
      );
    if (service) {
      const [, namespace, name, rest] = service;
      const url = this.services.get(`${namespace}/${name}`);
      if (url) {
        await passOn(`${url}${rest}?${request.query}`, request, response);
        return;
      }
    }
    if (this.podLogs.answer(request, response)) {
      return;
    }
    const [status, answer] = this.#answer(request);
    const text = JSON.stringify(answer);
    response.writeHead(status, { 'content-type': 'application/json' });
    if (fault) {
      response.write(text.slice(0, fault.cutAfter), () => response.destroy());
    } else {
      response.end(text);
    }
  }

  #answer(request: FakeRequest): [number, unknown] {
    const { path } = request;
    if (path === '/version') {
      return [200, { gitVersion: 'v1.36.0' }];
    }
    if (path === '/apis') {
      const aggregated =
        this.aggregated &&
        request.headers.accept?.includes('APIGroupDiscoveryList');
      return [200, aggregated ? this.#aggregate() : this.#groups()];
    }
    if (path.endsWith('/selfsubjectaccessreviews')) {
      const attributes = at(
        JSON.parse(request.body),
        'spec',
        'resourceAttributes',
      ) as Record<string, unknown>;
      return [201, { status: { allowed: this.allows(attributes) } }];
    }
    const [, group, version] = /^\/apis\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (group) {
      return [
        200,
        {
          kind: 'APIResourceList',
          resources: this.#resources
            .filter(each => each.group === group && each.version === version)
            .map(each => ({ name: each.plural, kind: each.kind })),
        },
      ];
    }
    const target = this.#target(path);
    if (!target) {
      return [404, status(404, 'NotFound', 'the server could not find it')];
    }
    if (target.name !== undefined) {
      const object = this.#of(target.resource).get(
        keyOf({ metadata: target as { namespace?: string; name: string } }),
      );
      return object
        ? [200, object]
        : [404, status(404, 'NotFound', `"${target.name}" not found`)];
    }
    return this.#list(request, target);
  }

  #list(
    request: FakeRequest,
    target: { resource: FakeResource; namespace: string | undefined },
  ): [number, unknown] {
    const { query } = request;
    const limit = Number(query.get('limit') ?? 0) || Number.MAX_SAFE_INTEGER;
    const [tokenVersion, tokenStart] = (
      query.get('continue') ?? `${this.#version}:0`
    )
      .split(':')
      .map(Number);
    if (tokenVersion < this.#oldest) {
      return [410, status(410, 'Expired', 'The provided continue is too old')];
    }
    const all = [...this.#of(target.resource).values()].filter(object =>
      selects(target.namespace, query, object),
    );
    const items = all.slice(tokenStart, tokenStart + limit);
    const next = tokenStart + limit;
    return [
      200,
      {
        kind: `${target.resource.kind}List`,
        items,
        metadata: {
          resourceVersion: String(tokenVersion),
          continue: next < all.length ? `${tokenVersion}:${next}` : undefined,
        },
      },
    ];
  }

  #watch(request: FakeRequest, response: ServerResponse): void {
    const target = this.#target(request.path);
    const from = Number(request.query.get('resourceVersion'));
    if (!target) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status(404, 'NotFound', 'no such resource')));
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (from < this.#oldest) {
      response.end(
        `${JSON.stringify({
          type: 'ERROR',
          object: status(410, 'Expired', 'too old resource version'),
        })}\n`,
      );
      return;
    }
    const watcher: Watcher = {
      resource: target.resource,
      namespace: target.namespace,
      query: request.query,
      response,
    };
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
    for (const change of this.#changes) {
      if (change.version > from) {
        send(watcher, change);
      }
    }
  }

  #target(path: string):
    | {
        resource: FakeResource;
        namespace: string | undefined;
        name: string | undefined;
      }
    | undefined {
    const match =
      /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?$/.exec(
        path,
      )?.groups;
    const resource = this.#resources.find(
      each =>
        each.group === (match?.group ?? '') &&
        each.version === match?.version &&
        each.plural === match?.plural,
    );
    return resource
      ? { resource, namespace: match?.namespace, name: match?.name }
      : undefined;
  }

  #groups(): unknown {
    const names = new Set(this.#resources.map(each => each.group));
    names.delete('');
    return {
      kind: 'APIGroupList',
      groups: [...names].map(name => ({
        name,
        versions: this.#versions(name).map(version => ({ version })),
      })),
    };
  }

  #aggregate(): unknown {
    const names = new Set(this.#resources.map(each => each.group));
    names.delete('');
    return {
      kind: 'APIGroupDiscoveryList',
      items: [...names].map(name => ({
        metadata: { name },
        versions: this.#versions(name).map(version => ({
          version,
          freshness: 'Current',
          resources: this.#resources
            .filter(each => each.group === name && each.version === version)
            .map(each => ({ resource: each.plural })),
        })),
      })),
    };
  }

  #versions(group: string): string[] {
    return [
      ...new Set(
        this.#resources
          .filter(each => each.group === group)
          .map(each => each.version),
      ),
    ];
  }
}

async function passOn(
  url: string,
  { method, body }: FakeRequest,
  response: ServerResponse,
): Promise<void> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === '' ? undefined : body,
  });
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? '',
  });
  response.end(await answer.text());
}

/** A `metav1.Status`. */
export function status(
  code: number,
  reason: string,
  message: string,
): Record<string, unknown> {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message,
  };
}

function send(watcher: Watcher, change: Change): void {
  if (
    watcher.resource === change.resource &&
    selects(watcher.namespace, watcher.query, change.object)
  ) {
    watcher.response.write(
      `${JSON.stringify({ type: change.type, object: change.object })}\n`,
    );
  }
}

function selects(
  namespace: string | undefined,
  query: URLSearchParams,
  object: KubernetesObject,
): boolean {
  const labels = asStringMap(at(object, 'metadata', 'labels'));
  const fields = (query.get('fieldSelector') ?? '').split(',').filter(Boolean);
  return (
    (namespace === undefined ||
      at(object, 'metadata', 'namespace') === namespace) &&
    parseLabelSelector(query.get('labelSelector') ?? '').matches(labels) &&
    fields.every(field => {
      const [path, value] = field.split('=');
      return asString(at(object, ...path.split('.'))) === value;
    })
  );
}

function keyOf(object: KubernetesObject): string {
  return `${object.metadata?.namespace ?? ''}/${object.metadata?.name}`;
}
