export * from './http';
export * from './objectStore';
export * from './pipelinesObjects';
export * from './service';
export { parseTemplate, type Template } from './spec';
export * from './store';
