export { compiled, type Spec } from './compiled';
export type { Fate } from './fates';
export { simulatedRun } from './simulatedRun';
