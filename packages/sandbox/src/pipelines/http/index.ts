export * from './pipelinesHandler';
export * from './serviceProxy';
