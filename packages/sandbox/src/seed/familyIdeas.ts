import type { ApiObject } from '../cluster/types';
import type { Random } from '../simulation/kernel';
import { spark } from './spark';
import { language, vision } from './teams';
import { tuning } from './tuning';

/** Something, other than training, that teams start again and again. */
export interface FamilyIdea {
  /** Between two starts. */
  minutes: [number, number];
  make(random: Random, number: number): ApiObject;
}

export const familyIdeas: readonly FamilyIdea[] = [
  {
    minutes: [14, 25],
    make: (random, number) =>
      tuning(0, random.pick([vision, language]), `search-${number}`, {
        image: 'ghcr.io/acme/tabular:1.9',
        trials: random.integer(12, 30),
        parallel: 3,
        life: random.chance(0.15) ? 'failing' : undefined,
      }).object,
  },
  {
    minutes: [9, 16],
    make: (random, number) =>
      spark(0, random.pick([vision, language]), `features-${number}`, {
        executors: random.integer(2, 4),
        life: random.chance(0.2) ? 'failed' : undefined,
      }).object,
  },
];
