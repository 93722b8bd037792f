export * from './ServerContext';
export * from './createApp';
