export * from './fieldSelector';
export * from './labelSelector';
