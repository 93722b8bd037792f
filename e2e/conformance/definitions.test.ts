import { describe, expect, it } from 'vitest';
import type { Json } from '../cluster/apiClient';
import { applyCrds, removeCrd, waitFor } from '../cluster/crds';
import { createNamespace } from './namespaces';
import { useTarget } from './target';
import { group, shortLivedCrd, widgets } from './testCrds';

const target = useTarget();
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

describe('definitions', () => {
  it('tell that they are accepted and served', async () => {
    const crd = await target.admin.get(
      `${definitions}/${widgets.metadata.name}`,
    );
    const conditions = Object.fromEntries(
      crd.status.conditions.map((one: Json) => [one.type, one.status]),
    );
    expect(conditions).toMatchObject({
      NamesAccepted: 'True',
      Established: 'True',
    });
    expect(crd.status.acceptedNames).toMatchObject({
      plural: 'widgets',
      kind: 'Widget',
    });
    expect(crd.status.storedVersions).toEqual(['v1']);
  });

  it('are refused when they contradict themselves', async () => {
    const wrongName = { ...widgets, metadata: { name: 'other.example.org' } };
    const refused = await target.admin.request('POST', definitions, {
      body: wrongName,
    });
    expect([refused.status, refused.body.reason]).toEqual([422, 'Invalid']);
    expect(
      refused.body.details.causes.map((cause: Json) => cause.field),
    ).toContain('metadata.name');
  });

  it('may stop serving a version while the others go on', async () => {
    await using space = await createNamespace(target.admin);
    const crd = shortLivedCrd('changings');
    const [alpha] = crd.spec.versions;
    const both = {
      ...crd,
      spec: {
        ...crd.spec,
        versions: [
          { ...alpha, name: 'v1', storage: true },
          { ...alpha, storage: false },
        ],
      },
    };
    await applyCrds(target.admin, [both]);
    const path = (version: string) =>
      space.path(`${group}/${version}`, 'changings');
    await target.admin.create(path('v1'), {
      apiVersion: `${group}/v1`,
      kind: 'Changing',
      metadata: { name: 'a' },
    });
    expect((await target.admin.get(`${path('v1alpha1')}/a`)).apiVersion).toBe(
      `${group}/v1alpha1`,
    );

    await target.admin.mergePatch(`${definitions}/${crd.metadata.name}`, {
      spec: {
        versions: [
          both.spec.versions[0],
          { ...both.spec.versions[1], served: false },
        ],
      },
    });
    await waitFor(
      'v1alpha1 to be gone',
      async () =>
        (await target.admin.request('GET', path('v1alpha1'))).status === 404,
    );
    await waitFor('discovery to follow', async () => {
      const { resources } = await target.admin.get(`/apis/${group}/v1alpha1`);
      return !resources.some((one: Json) => one.name === 'changings');
    });
    expect((await target.admin.get(`${path('v1')}/a`)).metadata.name).toBe('a');
    await removeCrd(target.admin, crd.metadata.name);
  });
});
