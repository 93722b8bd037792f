export * from './ResourceDefinition';
export * from './ResourceRegistry';
export * from './builtinResources';
export * from './customResource';
