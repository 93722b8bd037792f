import {
  asRecord,
  asRecords,
  asString,
  at,
} from '@kubeflow-portal/plugin-kubeflow-common';
import express, { type Express, type Request, type Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Record<string, unknown>;

/** A request that arrived. */
export interface PipelinesRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Request['headers'];
  body: unknown;
}

/** What to do with a request instead of answering it. */
export type PipelinesFault =
  | { status: number; body?: unknown; text?: string; type?: string }
  /** Never answers. */
  | { hang: true };

/** Collections of the API: where they are, what their rows are called, and what their id is. */
const collections = {
  runs: { key: 'runs', id: 'run_id' },
  experiments: { key: 'experiments', id: 'experiment_id' },
  pipelines: { key: 'pipelines', id: 'pipeline_id' },
  recurringruns: { key: 'recurringRuns', id: 'recurring_run_id' },
  artifacts: { key: 'artifacts', id: 'artifact_id' },
} as const;

type Collection = keyof typeof collections;

/**
 * As much of the Pipelines API (v2beta1) as tests need, over real HTTP on loopback, that can be told to misbehave. It
 * keeps rows as the API sends them, filters and pages them, and knows nothing of this portal.
 */
export class FakePipelinesApi implements AsyncDisposable {
  readonly requests: PipelinesRequest[] = [];
  readonly rows: Record<Collection, Row[]> = {
    runs: [],
    experiments: [],
    pipelines: [],
    recurringruns: [],
    artifacts: [],
  };
  readonly versions: Row[] = [];
  /** By run. Set: the API has tasks and artifacts of its own. */
  tasks: Record<string, Row[]> | undefined;
  /** By artifact: its bytes. */
  readonly contents = new Map<string, { bytes: Buffer; type: string }>();
  /** Wants to know who asks, and in which namespace. */
  multiUser = false;
  /** Asked before each request is answered. */
  fault: (request: PipelinesRequest) => PipelinesFault | undefined = () =>
    undefined;
  #server: Server | undefined;

  static async start(): Promise<FakePipelinesApi> {
    const api = new FakePipelinesApi();
    await new Promise<void>(resolve => {
      api.#server = api.#app().listen(0, '127.0.0.1', resolve);
    });
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server?.close(resolve);
    });
    this.#server?.closeAllConnections();
    await closed;
  }

  /** Adds a row; an id and a time are filled in. */
  add(collection: Collection, row: Row): string {
    const { id } = collections[collection];
    const stored: Row = {
      [id]: randomUUID(),
      created_at: '2026-11-20T08:00:00Z',
      ...row,
    };
    this.rows[collection].push(stored);
    return String(stored[id]);
  }

  addVersion(pipelineId: string, row: Row): string {
    const id = asString(row.pipeline_version_id) ?? randomUUID();
    this.versions.push({
      created_at: '2026-11-20T08:00:00Z',
      ...row,
      pipeline_id: pipelineId,
      pipeline_version_id: id,
    });
    return id;
  }

  /** Requests for the API's records, health checks aside. */
  asked(method = 'GET'): string[] {
    return this.requests
      .filter(
        request => request.method === method && !/healthz$/.test(request.path),
      )
      .map(({ path }) => path.replace('/apis/v2beta1', ''));
  }

  #app(): Express {
    const app = express();
    app.use(express.json({ limit: '20mb' }));
    app.use(express.text({ type: 'multipart/form-data', limit: '20mb' }));
    app.use((request, response, next) => this.#before(request, response, next));
    app.get('/apis/v2beta1/healthz', (_, response) => {
      response.json({ tag_name: '2.15.0', multi_user: this.multiUser });
    });
    app.post('/apis/v2beta1/pipelines/upload', (request, response) => {
      const id = this.add('pipelines', {
        display_name: request.query.name,
        namespace: request.query.namespace,
      });
      this.addVersion(id, { display_name: request.query.name });
      response.json(this.#find('pipelines', id));
    });
    app.post('/apis/v2beta1/pipelines/upload_version', (request, response) => {
      const id = this.addVersion(String(request.query.pipelineid), {
        display_name: request.query.name,
      });
      response.json(
        this.versions.find(each => each.pipeline_version_id === id),
      );
    });
    app.get('/apis/v2beta1/pipelines/:id/versions', (request, response) => {
      this.#list(
        request,
        response,
        'pipeline_versions',
        this.versions.filter(each => each.pipeline_id === request.params.id),
      );
    });
    app.all(
      '/apis/v2beta1/pipelines/:id/versions/:version',
      (request, response) => {
        const index = this.versions.findIndex(
          each => each.pipeline_version_id === request.params.version,
        );
        if (index < 0) {
          notFound(response, 'PipelineVersion', request.params.version);
        } else if (request.method === 'DELETE') {
          this.versions.splice(index, 1);
          response.json({});
        } else {
          response.json(this.versions[index]);
        }
      },
    );
    app.get('/apis/v2beta1/runs/:id/tasks', (request, response) => {
      if (this.tasks) {
        response.json({ tasks: this.tasks[request.params.id] ?? [] });
      } else {
        response.status(404).json({ code: 5, message: 'Not Found' });
      }
    });
    for (const collection of Object.keys(collections) as Collection[]) {
      this.#serve(app, collection);
    }
    app.use((_, response) => {
      response.status(404).json({ code: 5, message: 'Not Found' });
    });
    return app;
  }

  #before(request: Request, response: Response, next: () => void): void {
    const url = new URL(request.originalUrl, 'http://api');
    const seen: PipelinesRequest = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: request.body,
    };
    this.requests.push(seen);
    const fault = this.fault(seen);
    if (fault && 'hang' in fault) {
      return;
    }
    if (fault) {
      response
        .status(fault.status)
        .type(fault.type ?? 'application/json')
        .send(fault.text ?? JSON.stringify(fault.body));
      return;
    }
    const isKnown =
      request.headers['kubeflow-userid'] ?? request.headers.authorization;
    if (this.multiUser && !isKnown && !url.pathname.endsWith('/healthz')) {
      response.status(401).json({
        code: 16,
        message: 'Failed to get user identity from the request header',
      });
      return;
    }
    next();
  }

  #serve(app: Express, collection: Collection): void {
    const path = `/apis/v2beta1/${collection}`;
    const { key, id } = collections[collection];
    app.get(path, (request, response) => {
      if (collection === 'artifacts' && !this.tasks) {
        response.status(404).json({ code: 5, message: 'Not Found' });
        return;
      }
      this.#list(request, response, key, this.rows[collection]);
    });
    app.post(path, (request, response) => {
      const row = asRecord(request.body) ?? {};
      const made = this.add(collection, {
        state: 'PENDING',
        ...row,
        ...(collection === 'recurringruns' && {
          status: row.mode === 'ENABLE' ? 'ENABLED' : 'DISABLED',
        }),
      });
      response.json(this.#find(collection, made));
    });
    app.post(`${path}/:step`, (request, response) => {
      const [target, verb] = request.params.step.split(':');
      const row = this.#find(collection, target);
      if (!row) {
        notFound(response, collection, target);
        return;
      }
      Object.assign(row, effects[verb]);
      response.json({});
    });
    app.all(`${path}/:id`, (request, response) => {
      const row = this.#find(collection, request.params.id);
      if (!row) {
        notFound(response, collection, request.params.id);
      } else if (request.method === 'DELETE') {
        this.rows[collection] = this.rows[collection].filter(
          each => each[id] !== request.params.id,
        );
        response.json({});
      } else {
        response.json(row);
      }
    });
  }

  #find(collection: Collection, id: string): Row | undefined {
    return this.rows[collection].find(
      row => row[collections[collection].id] === id,
    );
  }

  /** The token holds filter and order, as that of the API does. */
  #list(
    request: Request,
    response: Response,
    key: string,
    all: readonly Row[],
  ): void {
    const query = new URL(request.originalUrl, 'http://api').searchParams;
    const token = query.get('page_token');
    let state = {
      from: 0,
      filter: query.get('filter'),
      namespace: query.get('namespace'),
      experiment: query.get('experiment_id'),
    };
    if (token) {
      try {
        state = JSON.parse(Buffer.from(token, 'base64').toString());
      } catch {
        response.status(400).json({ code: 3, message: 'Invalid page token' });
        return;
      }
    }
    const size = Number(query.get('page_size') ?? 20);
    const predicates = asRecords(
      // As the API does, it decodes the parameter once more.
      at(JSON.parse(decodeURIComponent(state.filter ?? '{}')), 'predicates'),
    );
    const found = all.filter(
      row =>
        predicates.every(predicate => matches(row, predicate)) &&
        (!state.namespace || (row.namespace ?? '') === state.namespace) &&
        (!state.experiment || row.experiment_id === state.experiment),
    );
    const next = state.from + size;
    response.json({
      [key]: found.slice(state.from, next),
      total_size: found.length,
      next_page_token:
        next < found.length
          ? Buffer.from(JSON.stringify({ ...state, from: next })).toString(
              'base64',
            )
          : undefined,
    });
  }
}

/** What a command does to a row. */
const effects: Record<string, Row> = {
  archive: { storage_state: 'ARCHIVED' },
  unarchive: { storage_state: 'AVAILABLE' },
  retry: { state: 'RUNNING' },
  terminate: { state: 'CANCELING' },
  enable: { mode: 'ENABLE', status: 'ENABLED' },
  disable: { mode: 'DISABLE', status: 'DISABLED' },
};

function matches(row: Row, predicate: Row): boolean {
  const value = row[String(predicate.key)];
  switch (predicate.operation) {
    case 'EQUALS':
      return value === predicate.string_value;
    case 'NOT_EQUALS':
      return value !== predicate.string_value;
    case 'IS_SUBSTRING':
      return String(value).includes(String(predicate.string_value));
    case 'IN': {
      const values = at(predicate, 'string_values', 'values');
      return Array.isArray(values) && values.includes(value);
    }
    default:
      return true;
  }
}

function notFound(response: Response, what: string, id: string): void {
  response.status(404).json({
    code: 5,
    message: `ResourceNotFoundError: ${what} ${id} not found`,
  });
}
