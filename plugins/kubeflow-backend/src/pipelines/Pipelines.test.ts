import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  HttpPipelinesClient,
  type ClusterConnection,
} from '@kubeflow-portal/plugin-kubeflow-node';
import { FakePipelinesApi } from '../testing/FakePipelinesApi';
import { CallerIdentity } from './CallerIdentity';
import { Pipelines } from './Pipelines';

it('comes and goes with the clusters: another connection is another client, and the old one is let go', async () => {
  await using api = await FakePipelinesApi.start();
  const connection = (kind: ClusterConnection['kind']): ClusterConnection => ({
    name: 'dev',
    title: 'dev',
    kind,
    request: () => expect.unreachable('the API has an address of its own'),
  });
  let connections: ClusterConnection[] = [];
  const closed: string[] = [];
  const pipelines = new Pipelines({
    clusters: {
      list: () => connections.map(each => ({ connection: each })),
      get: name => connections.find(each => each.name === name),
      problem: 'the list of clusters cannot be read',
    },
    settings: { forAll: { url: api.url }, clusters: {} },
    identity: new CallerIdentity({
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
    }),
    createClient: async options => {
      const client = await HttpPipelinesClient.create(options);
      const close = client.close.bind(client);
      client.close = () => {
        closed.push(options.connection.kind);
        return close();
      };
      return client;
    },
    logger: mockServices.logger.mock(),
    timeout: 1000,
  });
  const credentials = mockCredentials.user();
  const open = () => pipelines.open('dev', credentials);
  await expect(open()).rejects.toThrow(
    "There is no cluster 'dev'. the list of clusters cannot be read",
  );

  connections = [connection('proxy')];
  const first = await open();
  expect((await open()).client).toBe(first.client);
  expect(await pipelines.servers(credentials)).toHaveLength(1);

  connections = [connection('direct')];
  const second = await open();
  expect(second.client).not.toBe(first.client);
  await vi.waitFor(() => expect(closed).toEqual(['proxy']));

  connections = [];
  expect(await pipelines.servers(credentials)).toEqual([]);
  await vi.waitFor(() => expect(closed).toEqual(['proxy', 'direct']));
  await pipelines.stop();
  expect(closed).toHaveLength(2);
});
