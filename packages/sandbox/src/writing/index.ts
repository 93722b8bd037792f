export * from './ObjectWriter';
export * from './WriteOptions';
export * from './decodeObject';
export * from './patchObject';
