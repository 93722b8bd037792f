import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  Artifact,
  Pipeline,
  PipelineExperiment,
  PipelinesServer,
  PipelineVersion,
  RecurringRun,
  Run,
  RunDetail,
  RunDiagnosisResponse,
  RunPodsResponse,
  Warning,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { FakeKubeflowBackend } from './FakeKubeflowBackend';
import { answerExperiments, answerRecurringRuns } from './fakeExperiments';
import { answerPipelines } from './fakePipelines';
import { refuse } from './fakeRecords';
import { answerRuns } from './fakeRuns';
import { testServer } from './pipelinesTestData';

/** A request that the fake was asked, as far as tests look at it. */
export interface FakeRequest {
  method: string;
  /** Decoded, below `/v1`: `/pipelines/sandbox/runs`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/**
 * The Pipelines part of the Kubeflow backend as a browser sees it, over HTTP, with the rest of the backend behind it.
 * It keeps records, filters and pages them by the little that tests need, carries out commands, and keeps every
 * request.
 */
export class FakePipelinesBackend implements FetchApi {
  /** Answers everything else: clusters, kinds, workloads, the stream. */
  readonly kubeflow = new FakeKubeflowBackend();
  servers: PipelinesServer[] = [testServer()];
  pipelines: Pipeline[] = [];
  versions: PipelineVersion[] = [];
  /** Specifications by version id. */
  specs: Record<string, unknown> = {};
  runs: Run[] = [];
  runWarnings: Warning[] = [];
  /** Pages of runs; those without one have the least. */
  runDetails: RunDetail[] = [];
  runPods: RunPodsResponse = {
    items: [],
    events: [],
    launched: [],
    warnings: [],
  };
  /** Lines of logs that have ended, by `pod/container`. */
  logs: Record<string, readonly string[]> = {};
  diagnosis: RunDiagnosisResponse = { items: [], warnings: [] };
  artifacts: { artifact: Artifact; content: BodyInit; contentType: string }[] =
    [];
  experiments: PipelineExperiment[] = [];
  recurringRuns: RecurringRun[] = [];
  /** Most records of a page, whatever is asked for. */
  pageSize = 50;
  /** Refuses the requests that one of these knows, `POST /pipelines/sandbox/runs`, the first that does. */
  failures: {
    request: RegExp;
    status: number;
    name?: string;
    code?: string;
    message: string;
  }[] = [];
  readonly requests: FakeRequest[] = [];
  #made = 0;

  readonly fetch = async (
    input: RequestInfo | URL,
    init?: RequestInit,
  ): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const path = url.pathname.replace('/api/kubeflow/v1', '');
    if (path !== '/pipelines' && !path.startsWith('/pipelines/')) {
      return this.kubeflow.fetch(input, init);
    }
    const request: FakeRequest = {
      method: init?.method ?? 'GET',
      path: decodeURIComponent(path),
      query: url.searchParams,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    this.requests.push(request);
    const line = `${request.method} ${request.path}`;
    const failure = this.failures.find(each => each.request.test(line));
    if (failure) {
      return refuse(
        failure.status,
        failure.name ?? 'Error',
        failure.message,
        failure.code,
      );
    }
    const [, , cluster, kind, ...rest] = path
      .split('/')
      .map(decodeURIComponent);
    if (cluster === undefined) {
      return Response.json({ items: this.servers });
    }
    const answers: Record<string, typeof answerRuns | undefined> = {
      pipelines: answerPipelines,
      runs: answerRuns,
      experiments: answerExperiments,
      'recurring-runs': answerRecurringRuns,
    };
    return (
      answers[kind]?.(this, request, rest) ??
      refuse(404, 'NotFoundError', `There is no ${kind}.`)
    );
  };

  /** The requests that a pattern knows: `GET /pipelines/sandbox/runs`. */
  asked(pattern: RegExp): FakeRequest[] {
    return this.requests.filter(({ method, path }) =>
      pattern.test(`${method} ${path}`),
    );
  }

  /** An id that no record has. */
  newId(kind: string): string {
    this.#made += 1;
    return `new-${kind}-${this.#made}`;
  }
}
