import type { User } from '../auth';
import type { Cluster } from '../cluster';
import type { JsonObject } from '../json';
import type { Authenticator } from '../auth';

/** What a review is answered from. */
export interface ReviewContext {
  cluster: Cluster;
  authenticator: Authenticator;
  user: User;
  /** Of the URL, for reviews that live in a namespace. */
  namespace?: string;
}

/** A resource that is not stored: one asks by creating it, and the answer is its status. */
export interface ReviewResource {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  /** @param spec - what was sent; the caller's own */
  answer(spec: JsonObject, context: ReviewContext): JsonObject;
}
