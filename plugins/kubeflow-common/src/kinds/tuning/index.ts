import type { KindDefinition } from '../types';
import { experiment } from './experiment';
import { optimizationJob } from './optimizationJob';
import { suggestion } from './suggestion';
import { trial } from './trial';

/** The tuning family. @public */
export const tuningKinds: readonly KindDefinition[] = [
  experiment,
  optimizationJob,
  trial,
  suggestion,
];

export { experiment, optimizationJob, suggestion, trial };
