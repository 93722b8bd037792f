import { ApiClient } from '../cluster/apiClient';
import { PortalClient } from '../portal/PortalClient';
import { runningStatus, trainJobPath } from '../portal/trainJobs';
import { measure } from './child';
import { nameOf, namespaceOf } from './fill';
import { quantile } from './statistics';

const PATCHES = 400;
const WARM_UP = 30;

/** The same patches, seen by a bare watch and by the portal's stream; both clocks start when the patch is sent. */
measure(async setting => {
  const { url, ca, adminToken, namespaces, objects, portalUrl = '' } = setting;
  await using admin = new ApiClient({ url, ca }, { token: adminToken });
  await using portal = new PortalClient(portalUrl);
  const path = '/apis/trainer.kubeflow.org/v1alpha1/trainjobs';
  const { resourceVersion } = (await admin.get(path, { limit: 1 })).metadata;
  using watch = await admin.watch(path, { resourceVersion });
  using stream = await portal.stream({ kind: 'trainjob' });

  const bare: number[] = [];
  const ours: number[] = [];
  for (let i = 0; i < WARM_UP + PATCHES; i++) {
    const index = (i * 7919) % objects;
    const name = nameOf(index);
    const namespace = namespaceOf(index, namespaces);
    const progressPercentage = i % 100;
    // Another state than before, and another progress, so that a row changes each time.
    const status = {
      conditions: null,
      ...runningStatus,
      trainerStatus: {
        ...runningStatus.trainerStatus,
        progressPercentage,
        estimatedRemainingSeconds: 10_000 + i,
      },
    };
    const began = performance.now();
    const seen = [
      watch
        .until(({ object }) => object.metadata.name === name)
        .then(() => performance.now() - began),
      stream
        .until(event => event.type === 'upsert' && event.workload.name === name)
        .then(() => performance.now() - began),
    ];
    await admin.mergePatch(`${trainJobPath(namespace, name)}/status`, {
      status,
    });
    const [atWatch, atStream] = await Promise.all(seen);
    if (i >= WARM_UP) {
      bare.push(atWatch);
      ours.push(atStream);
    }
  }
  return {
    bare: quantile(bare, 0.99),
    ours: quantile(ours, 0.99),
    bareMedian: quantile(bare, 0.5),
    oursMedian: quantile(ours, 0.5),
    patches: PATCHES,
  };
});
