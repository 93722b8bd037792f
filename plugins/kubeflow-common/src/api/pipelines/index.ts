export * from './common';
export * from './experiments';
export * from './pipelines';
export * from './recurringRuns';
export * from './runParts';
export * from './runs';
export * from './servers';
