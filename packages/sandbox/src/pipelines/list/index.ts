export * from './fields';
export * from './listRows';
