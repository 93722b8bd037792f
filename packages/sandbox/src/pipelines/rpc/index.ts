export * from './message';
export * from './proto';
export * from './RpcError';
export * from './syntaxError';
