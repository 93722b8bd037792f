import type { ApiClient } from '../../apiClient';
import { allowPipelines } from '../multiUser';
import { api, type Recorder } from './Recorder';

/** Keeps what a server for many users says to those who may and those who may not. */
export async function recordMultiUser(
  recorder: Recorder,
  cluster: ApiClient,
): Promise<void> {
  await cluster.create('/api/v1/namespaces', { metadata: { name: 'vision' } });
  await allowPipelines(cluster, { user: 'alice' }, 'vision');
  const alice = { 'kubeflow-userid': 'alice' };
  const bob = { 'kubeflow-userid': 'bob' };
  const runs = `${api}/runs?namespace=vision`;
  const keep = (
    name: string,
    path: string,
    headers: Record<string, string> = {},
  ) => recorder.keep(`multi-user-${name}`, 'GET', path, undefined, headers);
  await keep('healthz', `${api}/healthz`);
  await keep('no-identity', runs);
  await keep('bad-token', runs, { authorization: 'Bearer nobody-issued-this' });
  await keep('forbidden', runs, bob);
  await keep('no-namespace', `${api}/runs`, alice);
  await keep('no-runs', runs, alice);
  await recorder.keep(
    'multi-user-experiment-create',
    'POST',
    `${api}/experiments`,
    { display_name: 'Own', namespace: 'vision' },
    alice,
  );
}
