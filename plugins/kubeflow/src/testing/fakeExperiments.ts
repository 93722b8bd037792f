import type {
  PipelineExperiment,
  RecurringRun,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { FakePipelinesBackend, FakeRequest } from './FakePipelinesBackend';
import {
  answerPage,
  answerRecord,
  changed,
  done,
  without,
} from './fakeRecords';

/** `/pipelines/{cluster}/experiments` and what is below it. */
export function answerExperiments(
  backend: FakePipelinesBackend,
  request: FakeRequest,
  [id, , command]: readonly (string | undefined)[],
): Response {
  if (id !== undefined && command !== undefined) {
    const storage = command === 'archive' ? 'archived' : 'available';
    backend.experiments = changed(backend.experiments, id, { storage });
    return done();
  }
  if (id !== undefined) {
    return answerRecord(request, backend.experiments, id, () => {
      backend.experiments = without(backend.experiments, id);
    });
  }
  if (request.method === 'POST') {
    const {
      name = '',
      description,
      namespace,
    } = request.body as Partial<PipelineExperiment>;
    const made = backend.newId('experiment');
    backend.experiments = [
      { id: made, name, description, namespace, storage: 'available' },
      ...backend.experiments,
    ];
    return Response.json({ id: made }, { status: 201 });
  }
  const storage = request.query.get('storage') ?? 'available';
  return answerPage(
    request,
    backend.experiments.filter(each => each.storage === storage),
    backend,
  );
}

/** `/pipelines/{cluster}/recurring-runs` and what is below it. */
export function answerRecurringRuns(
  backend: FakePipelinesBackend,
  request: FakeRequest,
  [id, , command]: readonly (string | undefined)[],
): Response {
  if (id !== undefined && command !== undefined) {
    const enabled = command === 'enable';
    backend.recurringRuns = changed(backend.recurringRuns, id, { enabled });
    return done();
  }
  if (id !== undefined) {
    return answerRecord(request, backend.recurringRuns, id, () => {
      backend.recurringRuns = without(backend.recurringRuns, id);
    });
  }
  if (request.method === 'POST') {
    const made = backend.newId('recurring');
    backend.recurringRuns = [
      {
        catchUp: false,
        enabled: true,
        parameters: {},
        ...(request.body as Pick<RecurringRun, 'name' | 'trigger'>),
        id: made,
      },
      ...backend.recurringRuns,
    ];
    return Response.json({ id: made }, { status: 201 });
  }
  const experiment = request.query.get('experiment');
  return answerPage(
    request,
    backend.recurringRuns.filter(
      each => experiment === null || each.experimentId === experiment,
    ),
    { pageSize: backend.pageSize, beside: { warnings: [] } },
  );
}
