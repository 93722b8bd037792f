export * from './PipelinesClient';
export * from './PipelinesError';
