import {
  clustersResponseSchema,
  workloadDetailSchema,
  workloadsResponseSchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { eventually } from './testing/eventually';
import { FakeApiServer } from './testing/FakeApiServer';
import { trainJob, trainJobs } from './testing/objects';
import { startPortal } from './testing/startPortal';

describe('kubeflow backend', () => {
  it('follows a cluster of the Kubernetes plugin', async () => {
    await using api = await FakeApiServer.start([trainJobs]);
    api.put('trainjobs', trainJob('bert'));
    await using portal = await startPortal({
      clusters: [{ name: 'dev', title: 'Development', url: api.url }],
    });
    await eventually(async () => {
      const { items } = await portal.get(
        '/v1/clusters',
        clustersResponseSchema,
      );
      expect(items).toHaveLength(1);
      expect(items[0].health).toBe('connected');
    });
    await eventually(async () => {
      const list = await portal.get('/v1/workloads', workloadsResponseSchema);
      expect(list.items.map(item => item.name)).toEqual(['bert']);
    });
    const detail = await portal.get(
      '/v1/workloads/dev/team-a/trainjob/bert',
      workloadDetailSchema,
    );
    expect(detail.workload.state).toBe('pending');
    const stream = await portal.stream();
    api.put('trainjobs', trainJob('bert', { over: 'Failed' }));
    await eventually(() => {
      expect(stream.of('upsert').at(-1)?.workload.state).toBe('failed');
    });
  });
});
