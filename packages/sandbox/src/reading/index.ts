export * from './Selection';
export * from './listObjects';
export * from './watchObjects';
