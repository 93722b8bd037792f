import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compiledPipeline,
  openSetting,
  type OpenPipelines,
  type PipelinesSetting,
} from './target';

const vision = 'team-vision';

/** What the portal's client does where namespaces are kept apart. */
export function describePipelinesUsers(open: OpenPipelines): void {
  describe('the portal’s client of a Pipelines API for many users', () => {
    let setting: PipelinesSetting;
    const resources = new AsyncDisposableStack();
    beforeAll(async () => {
      setting = resources.use(
        await openSetting(open, {
          multiUser: true,
          identity: {
            type: 'serviceAccount',
            serviceAccount: 'pipelines-portal',
          },
        }),
      );
      await allow(setting, vision);
    });
    afterAll(() => resources.disposeAsync());

    it('asks as the person, who sees what is theirs', async () => {
      const { proxied } = setting;
      expect(await proxied.info({ userId: 'alice' })).toMatchObject({
        multiUser: true,
      });
      const experiment = await proxied.createExperiment(
        { name: 'Ours', namespace: vision },
        { userId: 'alice' },
      );
      expect(experiment).toMatchObject({ namespace: vision });
      const { items } = await proxied.listExperiments(
        { namespace: vision },
        { userId: 'alice' },
      );
      expect(items.map(({ id }) => id)).toContain(experiment.id);
      const bob = { userId: 'bob' };
      for (const ask of [
        () => proxied.listExperiments({ namespace: vision }, bob),
        () => proxied.getExperiment(experiment.id, bob),
      ]) {
        await expect(ask()).rejects.toMatchObject({ kind: 'forbidden' });
      }
      // Nobody is never said to be somebody of no name.
      for (const caller of [{}, { userId: '' }, { userId: ' ' }]) {
        await expect(
          proxied.listExperiments({ namespace: vision }, caller),
        ).rejects.toMatchObject({ kind: 'unauthorized' });
      }
      await expect(
        proxied.listRuns({}, { userId: 'alice' }),
      ).rejects.toMatchObject({ kind: 'invalid' });
    });

    it('asks as a service account of the namespace', async () => {
      const { direct } = setting;
      const experiment = await direct.createExperiment(
        { name: 'By the account', namespace: vision },
        {},
      );
      const { pipelineId } = await direct.uploadPipeline(
        {
          name: 'Private',
          namespace: vision,
          yaml: await compiledPipeline('sequential'),
        },
        {},
      );
      const caller = { namespace: vision };
      const { items: versions } = await direct.listVersions(
        pipelineId,
        {},
        caller,
      );
      const run = await direct.createRun(
        {
          name: 'private',
          namespace: vision,
          pipelineId,
          versionId: versions[0]?.id,
          experimentId: experiment.id,
        },
        {},
      );
      const { items } = await direct.listRuns({ namespace: vision }, {});
      expect(items).toMatchObject([{ id: run.id, namespace: vision }]);
      expect((await direct.getRun(run.id, caller)).run.id).toBe(run.id);
      await expect(direct.getRun(run.id, {})).rejects.toMatchObject({
        kind: 'unauthorized',
      });
      await expect(
        direct.listRuns({ namespace: 'team-language' }, {}),
      ).rejects.toMatchObject({
        kind: 'unauthorized',
        message: expect.stringMatching(
          /'pipelines-portal' in namespace 'team-language'/,
        ),
      });
    });
  });
}

/** A service account that may use pipelines in its namespace. */
async function allow(
  { admin }: PipelinesSetting,
  namespace: string,
): Promise<void> {
  const name = 'pipelines-portal';
  const found = await admin.request('POST', '/api/v1/namespaces', {
    body: { metadata: { name: namespace } },
  });
  expect([201, 409]).toContain(found.status);
  const roles = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  await admin.create(`/api/v1/namespaces/${namespace}/serviceaccounts`, {
    metadata: { name },
  });
  await admin.create(`${roles}/roles`, {
    metadata: { name },
    rules: [
      { apiGroups: ['pipelines.kubeflow.org'], resources: ['*'], verbs: ['*'] },
    ],
  });
  const roleRef = {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'Role',
    name,
  };
  await admin.create(`${roles}/rolebindings`, {
    metadata: { name },
    roleRef,
    subjects: [
      { kind: 'ServiceAccount', name, namespace },
      { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'alice' },
    ],
  });
}
