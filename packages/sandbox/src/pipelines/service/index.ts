export * from './Access';
export * from './PipelinesBackend';
export * from './PipelinesHost';
export { serverNamespace } from './ServerParts';
export { isFinal } from './PersistenceAgent';
export { parseCron } from './cron';
export type { NewPipeline, NewVersion, Renaming } from './PipelineService';
export type { NewRun } from './RunService';
export type { NewRecurringRun } from './RecurringRunService';
