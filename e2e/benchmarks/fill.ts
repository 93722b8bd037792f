import type { ApiClient, Json } from '../cluster/apiClient';
import {
  condition,
  runningStatus,
  trainJob,
  trainJobPath,
} from '../portal/trainJobs';

/** Requests under way at once; the server is the limit, not we. */
const PARALLEL = 64;

/** Runs `work` for 0 … count-1, some at once. */
export async function inParallel(
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      await work(next++);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, count) }, worker));
}

export const namespaceOf = (index: number, namespaces: number) =>
  `team-${String(index % namespaces).padStart(2, '0')}`;

export const nameOf = (index: number) =>
  `job-${String(index).padStart(5, '0')}`;

/** Jobs in every state, owned by some teams, as a year of work leaves them. */
export async function fill(
  client: ApiClient,
  objects: number,
  namespaces: number,
): Promise<void> {
  await inParallel(namespaces, index =>
    client.create('/api/v1/namespaces', {
      metadata: { name: namespaceOf(index, namespaces) },
    }),
  );
  await inParallel(objects, async index => {
    const namespace = namespaceOf(index, namespaces);
    const labels = {
      app: 'bench',
      'kubeflow.org/owner': `group-${index % 17}`,
      'app.kubernetes.io/name': `model-${index % 211}`,
    };
    const job = trainJob(nameOf(index), { labels });
    await client.create(trainJobPath(namespace), job);
    await client.mergePatch(
      `${trainJobPath(namespace, nameOf(index))}/status`,
      { status: statusOf(index) },
    );
  });
}

function statusOf(index: number): Json {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 1_000_000);
  switch (index % 10) {
    case 0:
      return {
        conditions: [
          condition('Suspended', 'Suspended', 'TrainJob is suspended', at),
        ],
      };
    case 1:
    case 2:
      return {
        ...runningStatus,
        conditions: [
          condition(
            'Failed',
            'JobsFailed',
            'jobset failed due to one or more job failures',
            at,
          ),
        ],
      };
    case 3:
    case 4:
    case 5:
      return {
        ...runningStatus,
        trainerStatus: {
          ...runningStatus.trainerStatus,
          progressPercentage: index % 100,
        },
      };
    default:
      return {
        ...runningStatus,
        conditions: [
          condition(
            'Complete',
            'JobsCompleted',
            'jobset completed successfully',
            at,
          ),
        ],
      };
  }
}
