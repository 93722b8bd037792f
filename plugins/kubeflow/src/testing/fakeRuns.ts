import type { LogEvent, Run } from '@kubeflow-portal/plugin-kubeflow-common';
import type { FakePipelinesBackend, FakeRequest } from './FakePipelinesBackend';
import {
  answerPage,
  answerRecord,
  changed,
  done,
  notFound,
  without,
} from './fakeRecords';
import { testRunDetail } from './pipelinesTestData';

/** `/pipelines/{cluster}/runs` and what is below it. */
export function answerRuns(
  backend: FakePipelinesBackend,
  request: FakeRequest,
  [id, child, childId = '', part, container]: readonly (string | undefined)[],
): Response {
  if (id === undefined) {
    return request.method === 'POST'
      ? newRun(backend, request)
      : answerRunPage(backend, request);
  }
  const run = backend.runs.find(each => each.id === id);
  if (!run) {
    return notFound('run', id);
  }
  switch (child) {
    case 'commands':
      backend.runs = changed(backend.runs, id, commanded(childId));
      return done();
    case 'pods':
      return part === 'logs'
        ? answerLog(backend.logs[`${childId}/${container}`])
        : Response.json(backend.runPods);
    case 'diagnosis':
      return Response.json(backend.diagnosis);
    case 'artifacts':
      return answerArtifact(backend, childId, part);
    default: {
      const detail =
        backend.runDetails.find(each => each.run.id === id) ?? testRunDetail();
      const page = { ...detail, run, id };
      return answerRecord(request, [page], id, () => {
        backend.runs = without(backend.runs, id);
      });
    }
  }
}

function answerRunPage(
  backend: FakePipelinesBackend,
  request: FakeRequest,
): Response {
  const { query } = request;
  const has = (key: string, value: string | undefined) =>
    !query.has(key) || query.get(key) === value;
  const states = query.getAll('state');
  const found = backend.runs.filter(
    run =>
      run.storage === (query.get('storage') ?? 'available') &&
      (states.length === 0 || states.includes(run.state)) &&
      has('namespace', run.namespace) &&
      has('experiment', run.experimentId) &&
      has('pipeline', run.pipelineId) &&
      has('version', run.versionId) &&
      has('recurringRun', run.recurringRunId),
  );
  return answerPage(request, found, {
    pageSize: backend.pageSize,
    beside: { warnings: backend.runWarnings },
  });
}

function newRun(backend: FakePipelinesBackend, request: FakeRequest): Response {
  const {
    name = '',
    namespace,
    experimentId,
    pipelineId,
    versionId,
  } = request.body as Partial<Run>;
  const id = backend.newId('run');
  backend.runs = [
    {
      id,
      name,
      namespace,
      experimentId,
      pipelineId,
      versionId,
      state: 'pending',
      storage: 'available',
      createdAt: new Date().toISOString(),
    },
    ...backend.runs,
  ];
  return Response.json({ id }, { status: 201 });
}

function answerArtifact(
  backend: FakePipelinesBackend,
  id: string,
  part: string | undefined,
): Response {
  const found = backend.artifacts.find(({ artifact }) => artifact.id === id);
  if (!found) {
    return notFound('artifact', id);
  }
  return part === 'content'
    ? new Response(found.content, {
        headers: { 'Content-Type': found.contentType },
      })
    : Response.json(found.artifact);
}

function commanded(command: string): Partial<Run> {
  switch (command) {
    case 'archive':
      return { storage: 'archived' };
    case 'restore':
      return { storage: 'available' };
    case 'retry':
      return { state: 'running', finishedAt: undefined };
    default:
      return { state: 'cancelled' };
  }
}

/** A log that has ended, as a stream of events; refused when there is none. */
function answerLog(lines: readonly string[] | undefined): Response {
  if (!lines) {
    return notFound('log', 'of this container');
  }
  const events: LogEvent[] = [
    { type: 'lines', lines: lines.map((text, n) => ({ n, text })) },
    { type: 'end', reason: 'complete' },
  ];
  const text = events
    .map(
      (event, id) =>
        `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
    )
    .join('');
  return new Response(text, {
    headers: { 'Content-Type': 'text/event-stream' },
  });
}
