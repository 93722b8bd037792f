export * from './Cluster';
export * from './types';
