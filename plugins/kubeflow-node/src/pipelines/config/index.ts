export * from './mergePipelinesConfig';
export * from './pipelinesConfig';
