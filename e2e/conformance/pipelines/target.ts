import {
  DirectClusterConnection,
  HttpPipelinesClient,
  type PipelinesConfig,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { startSandbox } from '@kubeflow-portal/sandbox';
import { readFile } from 'node:fs/promises';
import type { ApiClient } from '../../cluster/apiClient';
import { clientOf, type ClusterAccess } from '../../cluster/testCluster';

/** A Pipelines API in front of which nobody drives workflows: what becomes of runs, the tests say. */
export interface PipelinesTarget extends AsyncDisposable {
  /** The API itself, without a path. */
  url: string;
  /** The cluster that it is in, where its service is `ml-pipeline` in `kubeflow`. */
  cluster: ClusterAccess;
}

export type OpenPipelines = (options: {
  /** Namespaces are kept apart, and users say who they are in the header `kubeflow-userid`. */
  multiUser: boolean;
}) => Promise<PipelinesTarget>;

/** A sandbox without a simulation. */
export const openSandboxPipelines: OpenPipelines = async pipelines => {
  const sandbox = await startSandbox({ pipelines });
  const user = (name: string) => ({ token: sandbox.token(name) });
  return {
    url: sandbox.pipelinesUrl,
    cluster: {
      endpoint: {
        url: sandbox.url,
        ca: Buffer.from(sandbox.caData, 'base64').toString(),
      },
      users: { admin: user('admin'), alice: user('alice'), bob: user('bob') },
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
};

/** What a suite has while it runs. */
export interface PipelinesSetting extends AsyncDisposable {
  /** Through the API server of the cluster. */
  proxied: HttpPipelinesClient;
  /** At the API's own address. */
  direct: HttpPipelinesClient;
  admin: ApiClient;
  /** The API itself, without a path. */
  url: string;
}

/** Opens a target, and both ways to it. */
export async function openSetting(
  open: OpenPipelines,
  options: { multiUser: boolean; identity?: PipelinesConfig['identity'] },
): Promise<PipelinesSetting> {
  await using resources = new AsyncDisposableStack();
  const { url, cluster } = resources.use(await open(options));
  const connection = await connectionOf(cluster);
  resources.defer(() => connection.close());
  const client = async (config: PipelinesConfig) => {
    const made = await HttpPipelinesClient.create({
      cluster: 'target',
      connection,
      config,
    });
    resources.defer(() => made.close());
    return made;
  };
  const { identity } = options;
  const direct = await client({ url, ...(identity && { identity }) });
  const proxied = await client(
    options.multiUser ? { identity: { type: 'header' } } : {},
  );
  const admin = resources.use(clientOf(cluster));
  const running = resources.move();
  return {
    proxied,
    direct,
    admin,
    url,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function connectionOf({
  endpoint,
  users,
}: ClusterAccess): Promise<DirectClusterConnection> {
  const { token } = users.admin;
  if (!token) {
    throw new Error('The administrator of the target has no token');
  }
  return DirectClusterConnection.create({
    name: 'target',
    config: {
      url: endpoint.url,
      serviceAccountToken: token,
      ...(endpoint.ca && {
        caData: Buffer.from(endpoint.ca).toString('base64'),
      }),
    },
  });
}

/** A pipeline that the kfp SDK compiled. */
export function compiledPipeline(name: string): Promise<string> {
  return readFile(
    new URL(
      `../../../plugins/kubeflow-common/src/pipelines/__fixtures__/compiled/${name}.yaml`,
      import.meta.url,
    ),
    'utf8',
  );
}
