import type { ApiObject } from '../cluster/types';
import type { Team } from './teams';
import { ownedByTeam } from './teams';

/** An object of the first scene and when it came. */
export interface FamilySeed {
  minutesAgo: number;
  object: ApiObject;
}

/** An object of a team. `life` is how it fares, in the words of its family; healthy when left out. */
export function seed(
  minutesAgo: number,
  team: Team,
  options: {
    apiVersion: string;
    kind: string;
    name: string;
    spec: unknown;
    life?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  },
): FamilySeed {
  const { labels, annotations } = ownedByTeam(team);
  return {
    minutesAgo,
    object: {
      apiVersion: options.apiVersion,
      kind: options.kind,
      metadata: {
        name: options.name,
        namespace: team.namespace,
        labels: { ...labels, ...options.labels },
        annotations: {
          ...annotations,
          ...options.annotations,
          ...(options.life
            ? { 'sandbox.kubeflow.org/life': options.life }
            : {}),
        },
      },
      spec: options.spec,
    },
  };
}
