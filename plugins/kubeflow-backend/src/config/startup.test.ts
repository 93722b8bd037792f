import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { startPortal } from '../testing/startPortal';
import { readKubeflowConfig } from './kubeflowConfig';

const read = (kubeflow: JsonObject, rest: JsonObject = {}) =>
  readKubeflowConfig(mockServices.rootConfig({ data: { ...rest, kubeflow } }));

describe('the configuration', () => {
  it('has a default for everything, and takes durations in every form that Backstage knows', () => {
    expect(readKubeflowConfig(mockServices.rootConfig())).toEqual({
      useKubernetesPlugin: true,
      clusters: {},
      pipelines: { forAll: {}, clusters: {} },
      kinds: { exclude: [] },
      watch: {
        pageSize: 500,
        requestTimeout: 30_000,
        watchTimeout: 300_000,
        idleTimeout: 90_000,
        discoveryInterval: 30_000,
        retryInitial: 1000,
        retryMax: 60_000,
      },
      children: { linger: 30_000 },
      stream: { bufferSize: 10_000, heartbeat: 15_000 },
    });
    for (const linger of ['90s', 'PT1M30S', { minutes: 1, seconds: 30 }]) {
      expect(read({ children: { linger } }).children.linger).toBe(90_000);
    }
  });

  it('takes the address and certificates of a cluster from the Kubernetes plugin, and never its credential', () => {
    const kubernetes = {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'dev',
              title: 'Development',
              url: 'https://dev',
              caData: 'Q0E=',
              serviceAccountToken: 'theirs',
            },
          ],
        },
      ],
    };
    const { clusters } = read(
      { clusters: { dev: { serviceAccountToken: 'ours' } } },
      { kubernetes },
    );
    expect(clusters.dev).toEqual({
      title: 'Development',
      url: 'https://dev',
      caData: 'Q0E=',
      serviceAccountToken: 'ours',
    });
    // Another address may have another certificate.
    expect(
      read(
        {
          clusters: {
            dev: { url: 'https://other', serviceAccountToken: 'ours' },
          },
        },
        { kubernetes },
      ).clusters.dev.caData,
    ).toBeUndefined();
  });

  it('joins what is said of all Pipelines APIs and of one, which needs no credential for that', () => {
    const { clusters, pipelines } = read({
      pipelines: { namespace: 'ml', requestTimeout: '20s' },
      clusters: {
        own: { url: 'https://own', serviceAccountToken: 'x' },
        other: { pipelines: { service: 'api' } },
        direct: { pipelines: { url: 'http://pipelines', token: 'x' } },
      },
    });
    expect(Object.keys(clusters)).toEqual(['own']);
    expect(pipelines).toEqual({
      forAll: { namespace: 'ml', requestTimeout: 20_000 },
      clusters: {
        other: { namespace: 'ml', service: 'api', requestTimeout: 20_000 },
        direct: {
          url: 'http://pipelines',
          token: 'x',
          requestTimeout: 20_000,
        },
      },
    });
  });

  const wrong: [config: JsonObject, says: RegExp][] = [
    [{ wach: {} }, /'kubeflow\.wach' in 'mock-config' is not a known key/],
    [
      { watch: { pagesize: 5 } },
      /'kubeflow\.watch\.pagesize' in 'mock-config' is not a known key/,
    ],
    [
      { watch: { pageSize: 'many' } },
      /'kubeflow\.watch\.pageSize' in 'mock-config': .*number/,
    ],
    [{ watch: { pageSize: 5 } }, /pageSize'.*10/],
    [{ watch: [] }, /'kubeflow\.watch' in 'mock-config': .*object/],
    [
      { watch: { idleTimeout: 'soon' } },
      /'kubeflow\.watch\.idleTimeout'.*must be a duration, such as/,
    ],
    [
      { watch: { watchTimeout: '1ms' } },
      /'kubeflow\.watch\.watchTimeout'.*at least 1000 milliseconds/,
    ],
    [
      { useKubernetesPlugin: 'yes' },
      /'kubeflow\.useKubernetesPlugin'.*boolean/,
    ],
    [{ stream: { bufferSize: 1 } }, /'kubeflow\.stream\.bufferSize'.*100/],
    [{ kinds: { exclude: 'all' } }, /'kubeflow\.kinds\.exclude'.*array/],
    [
      { kinds: { exclude: ['trainjobs'] } },
      /'kubeflow\.kinds\.exclude' names kinds that do not exist: trainjobs/,
    ],
    [
      { clusters: { dev: { url: 'https://dev' } } },
      /'kubeflow\.clusters\.dev\.serviceAccountToken'.*is missing: give kubeconfig/,
    ],
    [
      { clusters: { dev: { url: 'ftp://dev', serviceAccountToken: 'x' } } },
      /'kubeflow\.clusters\.dev\.url'.*must be an http/,
    ],
    [
      { clusters: { dev: { kubeconfig: '/k', url: 'https://dev' } } },
      /'kubeflow\.clusters\.dev\.url'.*cannot stand beside kubeconfig/,
    ],
    [
      { clusters: { dev: { serviceAccountToken: 'x' } } },
      /'kubeflow\.clusters\.dev' has no url, and kubernetes\.clusterLocatorMethods has no cluster/,
    ],
    [
      { clusters: { dev: { kubeconfig: '/nowhere/kubeconfig' } } },
      /'kubeflow\.clusters\.dev': The kubeconfig '\/nowhere\/kubeconfig' cannot be read: ENOENT/,
    ],
    [
      { pipelines: { nmae: 'x' } },
      /'kubeflow\.pipelines\.nmae' in 'mock-config' is not a known key/,
    ],
    [
      { pipelines: { url: 'ftp://pipelines' } },
      /'kubeflow\.pipelines\.url'.*must be an http/,
    ],
    [
      { pipelines: { token: 'x' } },
      /'kubeflow\.pipelines\.token' in 'mock-config': needs url/,
    ],
    [
      { clusters: { dev: { pipelines: { port: 0 } } } },
      /'kubeflow\.clusters\.dev\.pipelines\.port'/,
    ],
    [
      {
        clusters: {
          dev: { pipelines: { identity: { type: 'serviceAccount' } } },
        },
      },
      /'kubeflow\.clusters\.dev\.pipelines\.identity\.type' in 'mock-config': serviceAccount needs url/,
    ],
    [
      { clusters: { dev: { url: 'https://dev', pipelines: {} } } },
      /'kubeflow\.clusters\.dev\.serviceAccountToken'.*is missing: give kubeconfig/,
    ],
    // All at once, so that nobody starts a backend five times.
    [
      { a: 1, watch: { b: 2 } },
      /kubeflow\.watch\.b.*kubeflow\.a|kubeflow\.a.*kubeflow\.watch\.b/,
    ],
  ];
  it.each(wrong)(
    'stops the start of the backend: %j',
    async (kubeflow, says) => {
      await expect(
        startPortal({ kubeflow }).then(portal => portal.stop()),
      ).rejects.toThrow(says);
    },
  );

  it('names the file that has the mistake, of several', () => {
    const config = ConfigReader.fromConfigs([
      {
        context: 'app-config.yaml',
        data: { kubeflow: { watch: { pageSize: 100 } } },
      },
      {
        context: 'app-config.production.yaml',
        data: { kubeflow: { watch: { retryMax: true }, stream: { x: 1 } } },
      },
    ]);
    const rootConfig = Object.assign(config, { subscribe: undefined });
    expect(() => readKubeflowConfig(rootConfig)).toThrow(
      /'kubeflow\.watch\.retryMax' in 'app-config\.production\.yaml': must be a duration/,
    );
    expect(() => readKubeflowConfig(rootConfig)).toThrow(
      /'kubeflow\.stream\.x' in 'app-config\.production\.yaml' is not a known key/,
    );
  });

  it('never shows a secret in its complaint', () => {
    expect(() =>
      read({ clusters: { dev: { serviceAccountToken: ['hunter2'] } } }),
    ).toThrow(/^(?!.*hunter2)/s);
  });
});
