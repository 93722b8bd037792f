export * from './executions';
export * from './ExecutionTable';
export * from './listFields';
export * from './ObjectTable';
export * from './PipelinesStore';
export * from './rows';
export * from './Table';
