import type { Authenticator, ServiceAccountTokens } from '../auth';
import type { Cluster } from '../cluster';

/** What the handlers share. */
export interface ServerContext {
  cluster: Cluster;
  authenticator: Authenticator;
  serviceAccountTokens: ServiceAccountTokens;
  /** How often a watch that wants bookmarks gets one, when there is something to tell. */
  bookmarkIntervalMs: number;
}
