import type { Authenticator, ServiceAccountTokens } from '../auth';
import type { Cluster } from '../cluster';
import type { ServedServices } from '../pipelines';

/** What the handlers share. */
export interface ServerContext {
  cluster: Cluster;
  authenticator: Authenticator;
  serviceAccountTokens: ServiceAccountTokens;
  /** How often a watch that wants bookmarks gets one, when there is something to tell. */
  bookmarkIntervalMs: number;
  /** What stands behind services and is reached through their `proxy`. */
  services: ServedServices;
}
