export * from './inputs';
export * from './packageFile';
export * from './specProblem';
export * from './template';
