export * from './Authenticator';
export * from './ServiceAccountTokens';
export * from './User';
export * from './impersonation';
