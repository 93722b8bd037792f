export { compiled } from './compiled';
export type { Fate } from './fates';
export { simulatedRun } from './simulatedRun';
