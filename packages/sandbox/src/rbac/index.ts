export * from './Authorizer';
export * from './PolicyRule';
export * from './RequestAttributes';
