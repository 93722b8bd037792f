import { DirectClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import type { ResourceStore } from '../../plugins/kubeflow-backend/src/store/ResourceStore';
import { measure } from './child';
import { connectionConfig } from './setting';
import { rawList, syncStore } from './sync';

/** Bytes in use after everything unreachable is gone. */
async function used(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.();
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

measure(async setting => {
  const connection = await DirectClusterConnection.create({
    name: 'bench',
    config: connectionConfig(setting),
  });
  const { bytes } = await rawList(connection);
  // Code is compiled and sockets are open before the line is drawn.
  await syncStore(connection);
  const before = await used();
  const stores: ResourceStore[] = [await syncStore(connection)];
  const after = await used();
  if (stores[0].count('bench', 'trainjob') !== setting.objects) {
    throw new Error('The store is not complete');
  }
  return { kept: after - before, raw: bytes };
});
