export * from './StructuralSchema';
export * from './applyDefaults';
export * from './mergeTypeOf';
export * from './prune';
export * from './validator';
