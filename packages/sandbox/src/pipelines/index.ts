export * from './http';
export * from './pipelinesObjects';
export * from './service';
