import { DirectClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { measure } from './child';
import { connectionConfig } from './setting';
import { median, timed } from './statistics';
import { rawList, syncStore } from './sync';

const ROUNDS = 7;

/** Medians over rounds that take turns, so that whatever else the machine does meets both. */
measure(async setting => {
  const connection = await DirectClusterConnection.create({
    name: 'bench',
    config: connectionConfig(setting),
  });
  const raw: number[] = [];
  const ours: number[] = [];
  // One round of each goes uncounted: it fills the server's cache and warms our code.
  for (let round = -1; round < ROUNDS; round++) {
    const rawMs = await timed(async () => {
      const { objects } = await rawList(connection);
      if (objects !== setting.objects) {
        throw new Error(
          `The list has ${objects} objects instead of ${setting.objects}`,
        );
      }
    });
    const oursMs = await timed(async () => {
      const store = await syncStore(connection);
      const count = store.count('bench', 'trainjob');
      if (count !== setting.objects) {
        throw new Error(
          `The store has ${count} objects instead of ${setting.objects}`,
        );
      }
    });
    if (round >= 0) {
      raw.push(rawMs);
      ours.push(oursMs);
    }
  }
  return { raw: median(raw), ours: median(ours) };
});
