export * from './ApiError';
export * from './statusErrors';
