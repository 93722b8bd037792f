import { FakeApiServer, type FakeResource } from './FakeApiServer';
import { jobSets, pyTorchJobs, trainJob, trainJobs } from './objects';

const jobs: FakeResource = {
  group: 'batch',
  version: 'v1',
  plural: 'jobs',
  kind: 'Job',
};

/** A cluster with the TrainJob `bert` in `team-a`, its two pods, and events about it and about others. */
export async function startJobWithPods(): Promise<FakeApiServer> {
  const api = await FakeApiServer.start([
    trainJobs,
    jobSets,
    jobs,
    pyTorchJobs,
  ]);
  const { metadata } = api.put('trainjobs', {
    ...trainJob('bert', {
      over: 'Failed',
      message: 'rank 1 ran out of memory',
    }),
  });
  api.put('jobsets', {
    metadata: {
      name: 'bert',
      namespace: 'team-a',
      ownerReferences: [
        {
          apiVersion: 'trainer.kubeflow.org/v1alpha1',
          kind: 'TrainJob',
          name: 'bert',
          uid: metadata?.uid,
          controller: true,
        },
      ],
    },
  });
  for (const rank of [1, 0]) {
    putPod(api, 'bert', rank);
  }
  putPod(api, 'gpt', 0);
  putEvent(
    api,
    'job',
    { kind: 'TrainJob', name: 'bert', uid: metadata?.uid },
    1,
  );
  putEvent(
    api,
    'pod',
    { kind: 'Pod', name: 'bert-node-0-1', uid: 'bert-1' },
    2,
  );
  putEvent(
    api,
    'other',
    { kind: 'Pod', name: 'gpt-node-0-0', uid: 'gpt-0' },
    3,
  );
  return api;
}

/** A pod of a job, running or failed. */
export function putPod(
  api: FakeApiServer,
  job: string,
  rank: number,
  phase = 'Running',
  /** Of its container `node`, as the kubelet writes it. */
  container?: object,
): void {
  api.put('pods', {
    metadata: {
      name: `${job}-node-0-${rank}`,
      namespace: 'team-a',
      uid: `${job}-${rank}`,
      labels: {
        'jobset.sigs.k8s.io/jobset-name': job,
        'jobset.sigs.k8s.io/replicatedjob-name': 'node',
        'batch.kubernetes.io/job-completion-index': String(rank),
      },
    },
    spec: { containers: [{ name: 'node', image: 'torch' }] },
    status: {
      phase,
      ...(container
        ? { containerStatuses: [{ name: 'node', ...container }] }
        : {}),
    },
  });
}

/** An event, seen at a minute past nine. */
export function putEvent(
  api: FakeApiServer,
  name: string,
  about: { kind: string; name: string; uid: unknown },
  minute: number,
  message = `about ${about.name}`,
): void {
  api.put('events', {
    metadata: { name, namespace: 'team-a' },
    involvedObject: about,
    reason: 'Happened',
    message,
    type: 'Warning',
    lastTimestamp: `2026-11-20T09:0${minute}:00Z`,
  });
}
