import type { ApiObject } from '../../cluster/types';
import { seedCluster } from '../../seed';
import { read } from './readings';
import { Stage } from './Stage';

/** A cluster with runtimes and queues, where nobody is at work. */
export function quietStage(): Stage {
  const stage = new Stage({ populate: false });
  for (const object of seedCluster('2026-08-01T00:00:00Z')) {
    stage.cluster.create(object);
  }
  return stage;
}

/**
 * Lets time go by until the portal sees the object in a state, an hour at most.
 *
 * @throws Error with what it sees instead
 */
export function until(stage: Stage, object: ApiObject, state: string): void {
  for (let seconds = 0; seconds < 3600; seconds++) {
    if (read(stage, stage.fresh(object)).state === state) {
      return;
    }
    stage.advance(1);
  }
  const { metadata, kind } = object;
  const seen = JSON.stringify(read(stage, stage.fresh(object)));
  throw new Error(`${kind} ${metadata.name} is never ${state}: ${seen}`);
}
