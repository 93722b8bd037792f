export * from './Collection';
export * from './ObjectHistory';
export * from './Storage';
export * from './continueToken';
