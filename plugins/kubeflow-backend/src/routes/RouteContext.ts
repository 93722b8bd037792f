import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Authorizer } from '../authorize/Authorizer';
import type { Children } from '../children/Children';
import type { KubeflowConfig } from '../config/kubeflowConfig';
import type { LogHub } from '../logs/LogHub';
import type { Telemetry } from '../observe/Telemetry';
import type { Pipelines } from '../pipelines/Pipelines';
import type { ResourceStore } from '../store/ResourceStore';
import type { Clusters } from '../watch/Clusters';

/** What routes need. */
export interface RouteContext {
  config: KubeflowConfig;
  store: ResourceStore;
  clusters: Clusters;
  children: Children;
  logs: LogHub;
  pipelines: Pipelines;
  authorizer: Authorizer;
  auditor: AuditorService;
  telemetry: Telemetry;
  logger: LoggerService;
  /** Aborted when the backend stops: open streams end. */
  shutdown: AbortSignal;
}
