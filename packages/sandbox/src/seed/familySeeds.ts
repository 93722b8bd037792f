import type { FamilySeed } from './FamilySeed';
import { notebookSeeds } from './notebooks';
import { seldonSeeds } from './seldon';
import { servingSeeds } from './serving';
import { sparkSeeds } from './spark';
import { tuningSeeds } from './tuning';

/** The first scene apart from training. */
export const familySeeds: readonly FamilySeed[] = [
  ...servingSeeds,
  ...tuningSeeds,
  ...notebookSeeds,
  ...sparkSeeds,
  ...seldonSeeds,
];
