export * from './CrdController';
export * from './GarbageCollector';
export * from './NamespaceController';
