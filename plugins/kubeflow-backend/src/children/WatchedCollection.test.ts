import { at, asString } from '@kubeflow-portal/plugin-kubeflow-common';
import { DirectClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { eventually } from '../testing/eventually';
import { FakeApiServer } from '../testing/FakeApiServer';
import { trainJob, trainJobs } from '../testing/objects';
import { WatchedCollection } from './WatchedCollection';

const quiet = {
  listed: () => undefined,
  restarted: () => undefined,
  event: () => undefined,
  trace: <T>(_: string, run: () => Promise<T>) => run(),
};

describe('WatchedCollection', () => {
  it('holds what a new list has, in place of all that went meanwhile, however full it was', async () => {
    await using api = await FakeApiServer.start([trainJobs]);
    for (const name of ['a', 'b', 'c']) {
      api.put('trainjobs', trainJob(name));
    }
    const connection = await DirectClusterConnection.create({
      name: 'dev',
      config: { url: api.url, serviceAccountToken: 'x' },
    });
    const collection = new WatchedCollection({
      connection,
      path: '/apis/trainer.kubeflow.org/v1alpha1/namespaces/team-a/trainjobs',
      read: object => asString(at(object, 'metadata', 'name')),
      limit: 2,
      settings: {
        pageSize: 10,
        requestTimeout: 3000,
        watchTimeout: 60_000,
        idleTimeout: 60_000,
        retry: { initial: 5, max: 40 },
      },
      meter: quiet,
      onChange: () => undefined,
    });
    await collection.ready;
    expect(collection.items).toHaveLength(2);
    expect(collection.truncated).toBe(true);
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));

    // All of this happens while nothing is seen of it, and then the history is gone.
    api.endWatches('cut');
    for (const name of ['a', 'b', 'c']) {
      api.delete('trainjobs', 'team-a', name);
    }
    for (const name of ['d', 'e']) {
      api.put('trainjobs', trainJob(name));
    }
    api.compact();
    await eventually(() => expect(collection.items).toEqual(['d', 'e']));
    expect(collection.truncated).toBe(false);
    await collection.stop();
    await connection.close();
  });
});
