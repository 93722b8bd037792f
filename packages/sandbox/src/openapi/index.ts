export * from './openApiRouter';
