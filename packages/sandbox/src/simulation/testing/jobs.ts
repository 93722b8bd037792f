import type { ApiObject } from '../../cluster/types';
import {
  replicaJobObject,
  trainJobObject,
  type JobWish,
} from '../../seed/jobs';
import { vision } from '../../seed/teams';
import { LIFE_ANNOTATION, SECONDS_ANNOTATION } from '../lifeAnnotation';

/** For tests: what a user applies, with the life that it is to have. */
export function aTrainJob(
  life: string,
  wish: Partial<JobWish> = {},
): ApiObject {
  return withLife(trainJobObject({ ...basic(life), ...wish }), life);
}

export function aPyTorchJob(
  life: string,
  wish: Partial<JobWish> = {},
): ApiObject {
  return withLife(
    replicaJobObject('PyTorchJob', { ...basic(life), ...wish }),
    life,
  );
}

function basic(life: string): JobWish {
  return {
    name: `a-${life}`,
    team: vision,
    image: 'ghcr.io/acme/train:1.0',
    command: ['torchrun', 'train.py'],
    nodes: 2,
    gpus: 1,
    queued: false,
  };
}

function withLife(object: ApiObject, life: string): ApiObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...object.metadata.annotations,
        [LIFE_ANNOTATION]: life,
        [SECONDS_ANNOTATION]: '600',
      },
    },
  };
}
