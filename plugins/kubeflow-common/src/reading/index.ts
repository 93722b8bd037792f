export * from './cleanText';
export * from './conditions';
export * from './objectMeta';
export * from './quantity';
export * from './tolerant';
