import { authenticationReviews } from './authenticationReviews';
import { authorizationReviews } from './authorizationReviews';

export * from './ReviewResource';

/** Every resource that only answers. */
export const reviewResources = [
  ...authenticationReviews,
  ...authorizationReviews,
];
