import { builtInKinds } from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { mockServices } from '@backstage/backend-test-utils';
import { setTimeout as sleep } from 'node:timers/promises';
import { ResourceStore } from '../store/ResourceStore';
import { eventually } from '../testing/eventually';
import { ClusterWatcher } from './ClusterWatcher';

/** Milliseconds that a watch takes to end: long enough to do something meanwhile. */
const LEAVE = 400;

/** A cluster whose API serves Notebooks in one version, and takes its time to end a watch. */
class SlowCluster implements ClusterConnection {
  readonly name = 'dev';
  readonly title = 'dev';
  readonly kind = 'direct';
  version = 'v1beta1';
  watches = 0;
  leaving = 0;
  readonly requests: string[] = [];

  readonly request: ClusterConnection['request'] = async (
    path,
    { query, signal } = {},
  ) => {
    signal?.throwIfAborted();
    this.requests.push(path);
    if (query?.watch) {
      this.watches += 1;
      await new Promise(resolve => {
        signal?.addEventListener('abort', resolve);
      });
      this.leaving += 1;
      await sleep(LEAVE);
      this.leaving -= 1;
      this.watches -= 1;
      throw new Error('aborted');
    }
    const text = JSON.stringify(this.#answer(path));
    return {
      status: 200,
      header: () => undefined,
      body: (async function* body() {
        yield Buffer.from(text);
      })(),
      text: async () => text,
      discard: async () => undefined,
    };
  };

  #answer(path: string): object {
    if (path !== '/apis') {
      return { items: [], metadata: { resourceVersion: '1' } };
    }
    const group = (name: string, version: string, resource: string) => ({
      metadata: { name },
      versions: [{ version, resources: [{ resource }] }],
    });
    return {
      kind: 'APIGroupDiscoveryList',
      items: [
        group('kubeflow.org', this.version, 'notebooks'),
        group('apiextensions.k8s.io', 'v1', 'customresourcedefinitions'),
      ],
    };
  }
}

describe('ClusterWatcher', () => {
  it('leaves nothing behind when it stops while it turns to another version', async () => {
    const cluster = new SlowCluster();
    const watcher = new ClusterWatcher({
      connection: cluster,
      store: new ResourceStore({ kinds: builtInKinds }),
      settings: {
        discoveryInterval: 30,
        pageSize: 500,
        requestTimeout: 1000,
        watchTimeout: 60_000,
        idleTimeout: 60_000,
        retry: { initial: 5, max: 20 },
      },
      logger: mockServices.logger.mock(),
      meterFor: () => ({
        listed: () => undefined,
        restarted: () => undefined,
        event: () => undefined,
        trace: (_, run) => run(),
      }),
      onChange: () => undefined,
    });
    watcher.start();
    await eventually(() => expect(cluster.watches).toBe(2));

    cluster.version = 'v1';
    await eventually(() => expect(cluster.leaving).toBe(1));
    await watcher.stop();
    const asked = cluster.requests.length;
    await sleep(50);
    expect(cluster.watches).toBe(0);
    expect(cluster.requests).toHaveLength(asked);
  });
});
