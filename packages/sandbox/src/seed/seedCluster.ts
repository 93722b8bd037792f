import type { ApiObject } from '../cluster/types';
import { seedQueues } from './queues';
import { seedRuntimes } from './runtimes';
import { seedServingRuntimes } from './serving';
import type { Team } from './teams';
import { teams } from './teams';

/** Namespaces, runtimes and queues: what was there long before any job. */
export function seedCluster(createdAt: string): ApiObject[] {
  return [
    ...teams.map(team => namespace(team, createdAt)),
    ...seedRuntimes(createdAt),
    ...seedQueues(createdAt),
    ...seedServingRuntimes(createdAt),
  ];
}

function namespace(team: Team, createdAt: string): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: team.namespace,
      creationTimestamp: createdAt,
      labels: {
        'kubernetes.io/metadata.name': team.namespace,
        'app.kubernetes.io/part-of': 'kubeflow-profile',
        team: team.namespace,
      },
    },
    status: { phase: 'Active' },
  };
}
