import { createHash } from 'node:crypto';
import type { ApiObject } from '../../cluster/types';
import type { PodSet } from './TrainingKind';

/** Labels, and at the same time annotations, that JobSet v0.12 puts on a Job and its pods. */
export function jobSetKeys(
  jobSet: ApiObject,
  jobName: string,
  set: PodSet,
  place: { position: number; jobs: number; restarts: number },
): Record<string, string> {
  const { namespace = '', name, uid = '' } = jobSet.metadata;
  const position = String(place.position);
  return {
    'jobset.sigs.k8s.io/jobset-name': name,
    'jobset.sigs.k8s.io/jobset-uid': uid,
    'jobset.sigs.k8s.io/replicatedjob-name': set.name,
    'jobset.sigs.k8s.io/replicatedjob-replicas': '1',
    'jobset.sigs.k8s.io/restart-attempt': String(place.restarts),
    'jobset.sigs.k8s.io/global-replicas': String(place.jobs),
    'jobset.sigs.k8s.io/job-index': '0',
    'jobset.sigs.k8s.io/job-global-index': position,
    'jobset.sigs.k8s.io/job-group-index': position,
    'jobset.sigs.k8s.io/group-name': 'default',
    'jobset.sigs.k8s.io/group-replicas': String(place.jobs),
    'jobset.sigs.k8s.io/job-key': createHash('sha1')
      .update(`${namespace}/${jobName}`)
      .digest('hex'),
  };
}

/** The label by which Trainer tells what a Job is for; MPI's workers have none. */
export function stepLabel(set: PodSet): Record<string, string> {
  const key = 'trainer.kubeflow.org/trainjob-ancestor-step';
  switch (set.role) {
    case 'prepare':
      return { [key]: set.name };
    case 'train':
      return { [key]: 'trainer' };
    case 'serve':
      return {};
  }
}
