import { eventually } from '../testing/eventually';
import { FakeApiServer } from '../testing/FakeApiServer';
import { trainJob, trainJobs } from '../testing/objects';
import { logger } from '../testing/recordingLogger';
import { startPortal } from '../testing/startPortal';

const reviews = (api: FakeApiServer) =>
  api.requests.filter(({ path }) => path.endsWith('/selfsubjectaccessreviews'));

describe('the credential of a cluster', () => {
  it('is warned of when everybody who uses the proxy could write with it', async () => {
    await using strong = await FakeApiServer.start([trainJobs]);
    strong.put('trainjobs', trainJob('bert'));
    strong.allows = ({ verb }) => verb === 'impersonate' || verb === 'create';
    await using weak = await FakeApiServer.start([trainJobs]);
    const lines: string[] = [];
    await using portal = await startPortal({
      clusters: [
        { name: 'strong', url: strong.url },
        { name: 'weak', url: weak.url },
      ],
      features: [logger(line => lines.push(line))],
    });
    const says =
      /may impersonate users, create pods\. .*'kubernetes\.proxy'.*read-only rights/;
    await eventually(async () =>
      expect(await portal.cluster('strong')).toMatchObject({
        health: 'connected',
        message: expect.stringMatching(says),
      }),
    );
    // It is a warning, no refusal.
    await eventually(async () =>
      expect(await portal.names('?cluster=strong')).toEqual(['bert']),
    );
    await eventually(() => expect(reviews(weak)).toHaveLength(7));
    expect(await portal.cluster('weak')).not.toHaveProperty('message');
    const warnings = lines.filter(line => says.test(line));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^warn Cluster 'strong'/);
  });

  it.each([
    ['impersonate', 'serviceaccounts', /may impersonate users\. /],
    ['impersonate', 'groups', /may impersonate users\. /],
    ['delete', 'pods', /may delete pods\. /],
    ['list', 'secrets', /may read Secrets\. /],
  ])('is warned of when it may only %s %s', async (verb, resource, says) => {
    await using api = await FakeApiServer.start([trainJobs]);
    api.allows = asked => asked.verb === verb && asked.resource === resource;
    await using portal = await startPortal({
      clusters: [{ name: 'dev', url: api.url }],
    });
    await eventually(async () =>
      expect((await portal.cluster('dev'))?.message).toMatch(says),
    );
  });

  it('of our own is not asked about, since no proxy hands it out', async () => {
    await using api = await FakeApiServer.start([trainJobs]);
    api.allows = () => true;
    await using portal = await startPortal({
      kubeflow: {
        clusters: { own: { url: api.url, serviceAccountToken: 'ours' } },
      },
    });
    await eventually(async () =>
      expect((await portal.cluster('own')).health).toBe('connected'),
    );
    await eventually(() => expect(api.watches('trainjobs')).toBe(1));
    expect(reviews(api)).toEqual([]);
    expect(await portal.cluster('own')).not.toHaveProperty('message');
  });

  it.each(['google', 'oidc', 'aks'])(
    'that only a person at a browser has (%s) is not tried, and the message says what to do',
    async authProvider => {
      await using api = await FakeApiServer.start([trainJobs]);
      await using portal = await startPortal({
        clusters: [{ name: 'theirs', url: api.url, authProvider }],
      });
      await eventually(async () =>
        expect(await portal.cluster('theirs')).toMatchObject({
          health: 'unauthorized',
          message: expect.stringMatching(/kubeflow\.clusters\.theirs/),
        }),
      );
      expect((await portal.list()).warnings).toMatchObject([
        {
          cluster: 'theirs',
          code: 'cluster-unauthorized',
          message: expect.stringContaining(`authProvider '${authProvider}'`),
        },
      ]);
      expect(
        await portal.getError('/v1/workloads/theirs/a/trainjob/b'),
      ).toMatchObject({
        status: 503,
        message: expect.stringContaining('kubeflow.clusters.theirs'),
      });
      expect(api.requests).toEqual([]);
    },
  );

  it('of the portal that the Kubernetes plugin denies is named as such', async () => {
    await using api = await FakeApiServer.start([trainJobs]);
    await using portal = await startPortal({
      clusters: [{ name: 'dev', url: api.url }],
      intercept: path =>
        path.startsWith('/proxy')
          ? {
              status: 403,
              body: {
                error: { name: 'NotAllowedError', message: 'Unauthorized' },
              },
            }
          : undefined,
    });
    await eventually(async () =>
      expect(await portal.cluster('dev')).toMatchObject({
        health: 'unauthorized',
        message: expect.stringMatching(
          /must allow 'kubernetes\.proxy' to the service 'plugin:kubeflow'/,
        ),
      }),
    );
  });
});
