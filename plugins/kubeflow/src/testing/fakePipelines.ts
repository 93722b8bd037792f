import type { Pipeline } from '@kubeflow-portal/plugin-kubeflow-common';
import type { FakePipelinesBackend, FakeRequest } from './FakePipelinesBackend';
import {
  answerPage,
  answerRecord,
  done,
  notFound,
  without,
} from './fakeRecords';

/** `/pipelines/{cluster}/pipelines` and what is below it. */
export function answerPipelines(
  backend: FakePipelinesBackend,
  request: FakeRequest,
  [id, child, childId]: readonly (string | undefined)[],
): Response {
  if (id === undefined) {
    return request.method === 'POST'
      ? newPipeline(backend, request)
      : answerPage(
          request,
          backend.pipelines.filter(
            ({ namespace }) =>
              namespace === (request.query.get('namespace') ?? undefined),
          ),
          backend,
        );
  }
  return child === 'versions'
    ? answerVersions(backend, request, id, childId)
    : answerRecord(request, backend.pipelines, id, () => {
        backend.pipelines = without(backend.pipelines, id);
        backend.versions = backend.versions.filter(
          ({ pipelineId }) => pipelineId !== id,
        );
      });
}

function answerVersions(
  backend: FakePipelinesBackend,
  request: FakeRequest,
  pipelineId: string,
  id: string | undefined,
): Response {
  const own = backend.versions.filter(each => each.pipelineId === pipelineId);
  if (id === undefined) {
    return request.method === 'POST'
      ? newVersion(backend, request, pipelineId)
      : answerPage(request, own, backend);
  }
  const version = own.find(each => each.id === id);
  const pipeline = backend.pipelines.find(each => each.id === pipelineId);
  if (!version || !pipeline) {
    return notFound('version', id);
  }
  if (request.method === 'DELETE') {
    backend.versions = without(backend.versions, id);
    return done();
  }
  return Response.json({ pipeline, version, spec: backend.specs[id] ?? {} });
}

function newPipeline(
  backend: FakePipelinesBackend,
  request: FakeRequest,
): Response {
  const {
    name = '',
    description,
    namespace,
    tags = {},
  } = request.body as Partial<Pipeline>;
  const id = backend.newId('pipeline');
  backend.pipelines = [
    { id, name, description, namespace, tags },
    ...backend.pipelines,
  ];
  return newVersion(backend, request, id);
}

function newVersion(
  backend: FakePipelinesBackend,
  request: FakeRequest,
  pipelineId: string,
): Response {
  const {
    name = '',
    description,
    tags = {},
  } = request.body as Partial<Pipeline>;
  const id = backend.newId('version');
  const createdAt = new Date().toISOString();
  backend.versions = [
    { pipelineId, id, name, description, createdAt, tags },
    ...backend.versions,
  ];
  return Response.json({ pipelineId, versionId: id }, { status: 201 });
}
