import type { FamilySeed } from './FamilySeed';
import { seed } from './FamilySeed';
import { language, vision } from './teams';

function deployment(
  minutesAgo: number,
  team: typeof vision,
  name: string,
  replicas: number,
): FamilySeed {
  return seed(minutesAgo, team, {
    apiVersion: 'machinelearning.seldon.io/v1',
    kind: 'SeldonDeployment',
    name,
    spec: {
      name,
      predictors: [
        {
          name: 'default',
          replicas,
          graph: {
            name: 'classifier',
            implementation: 'SKLEARN_SERVER',
            modelUri: `gs://models/${name}`,
          },
        },
      ],
    },
  });
}

export const seldonSeeds: readonly FamilySeed[] = [
  deployment(40000, vision, 'pallet-counter', 2),
  deployment(22000, language, 'spam-filter', 1),
  deployment(0.2, language, 'toxicity-filter', 1),
];
