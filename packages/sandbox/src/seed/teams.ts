/** A team: a namespace, its people, and the queue that its GPUs come from. */
export interface Team {
  namespace: string;
  user: string;
  queue: string;
  clusterQueue: string;
  flavor: string;
  gpus: number;
}

export const vision: Team = {
  namespace: 'team-vision',
  user: 'alice',
  queue: 'vision',
  clusterQueue: 'team-vision',
  flavor: 'a100-80gb',
  gpus: 16,
};

export const language: Team = {
  namespace: 'team-language',
  user: 'bob',
  queue: 'language',
  clusterQueue: 'team-language',
  flavor: 'h100-80gb',
  gpus: 16,
};

export const teams: readonly Team[] = [vision, language];

/** Labels and annotations that say whose an object is; the annotation holds what a label value may not. */
export function ownedByTeam(team: Team): {
  labels: Record<string, string>;
  annotations: Record<string, string>;
} {
  return {
    labels: { team: team.namespace, 'app.kubernetes.io/created-by': team.user },
    annotations: { 'kubeflow.org/owner': `group:default/${team.namespace}` },
  };
}
