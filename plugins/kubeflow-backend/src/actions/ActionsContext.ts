import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Access } from '../authorize/Authorizer';
import type { RouteContext } from '../routes/RouteContext';
import { toHttpError } from '../routes/toHttpError';

/** What actions need. */
export interface ActionsContext {
  registry: ActionsRegistryService;
  context: RouteContext;
  /** Of the portal's pages; absent where nothing says so. */
  appUrl: string | undefined;
}

/** Does what an action does for its caller: authorised, measured, and with failures that say what to do. */
export async function act<T>(
  { context }: ActionsContext,
  name: string,
  asking: {
    credentials: BackstageCredentials;
    permissions: readonly BasicPermission[];
    cluster: string | undefined;
  },
  run: (cluster: string, access: Access) => Promise<T>,
): Promise<T> {
  const { credentials, permissions } = asking;
  return context.telemetry.request('ACTION', name, async () => {
    const access = await context.authorizer.accessOf(credentials, permissions);
    const cluster = asking.cluster ?? (await onlyCluster(context, credentials));
    try {
      return await run(cluster, access);
    } catch (error) {
      throw toHttpError(error, cluster);
    }
  });
}

/** The page of a run, for whoever wants to look. */
export function runUrl(
  { appUrl }: ActionsContext,
  cluster: string,
  runId: string,
): string | undefined {
  return (
    appUrl &&
    `${appUrl.replace(/\/$/, '')}/kubeflow/pipelines/runs/${encodeURIComponent(cluster)}/${encodeURIComponent(runId)}`
  );
}

async function onlyCluster(
  context: RouteContext,
  credentials: BackstageCredentials,
): Promise<string> {
  const servers = await context.pipelines.servers(credentials);
  const available = servers.filter(({ status }) => status === 'available');
  if (available.length === 1) {
    return available[0].cluster;
  }
  throw new InputError(
    available.length === 0
      ? 'No cluster of this portal has a Pipelines API that answers'
      : `Several clusters have a Pipelines API; say which one: ${available.map(({ cluster }) => cluster).join(', ')}`,
  );
}
