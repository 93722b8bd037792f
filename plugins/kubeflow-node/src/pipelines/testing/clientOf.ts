import type { ClusterConnection } from '../../clusterConnection';
import { DirectClusterConnection } from '../../DirectClusterConnection';
import { pipelinesConfigSchema } from '../config';
import { HttpPipelinesClient } from '../HttpPipelinesClient';
import type { z } from 'zod';

type Config = z.input<typeof pipelinesConfigSchema>;

/** A client of an API at an address of its own, which closes its sockets at the end of a test. */
export async function clientOf(
  url: string,
  config: Config = {},
  connection?: ClusterConnection,
): Promise<HttpPipelinesClient & AsyncDisposable> {
  return disposable(
    await HttpPipelinesClient.create({
      cluster: 'dev',
      connection,
      config: pipelinesConfigSchema.parse({ url, ...config }),
    }),
  );
}

/** A client that goes through the API server of a cluster. */
export async function clientThrough(
  url: string,
  config: Config = {},
): Promise<HttpPipelinesClient & AsyncDisposable> {
  const client = await HttpPipelinesClient.create({
    cluster: 'dev',
    connection: await connectionTo(url),
    config: pipelinesConfigSchema.parse(config),
  });
  return disposable(client);
}

export function connectionTo(url: string): Promise<ClusterConnection> {
  return DirectClusterConnection.create({
    name: 'dev',
    config: { url, serviceAccountToken: 'cluster-token' },
  });
}

function disposable(
  client: HttpPipelinesClient,
): HttpPipelinesClient & AsyncDisposable {
  return Object.assign(client, {
    [Symbol.asyncDispose]: () => client.close(),
  });
}
