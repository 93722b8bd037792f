export * from './argoEngineNodes';
export * from './clues';
export * from './diagnose';
export * from './types';
export { type ContainerFailure } from './failures';
export { plainText, type PlainLine } from './logText';
export { readTracebacks, type Frame, type Traceback } from './traceback';
