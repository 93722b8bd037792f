export * from './objectStoreHandler';
export type { ObjectStoreKeys } from './signature';
