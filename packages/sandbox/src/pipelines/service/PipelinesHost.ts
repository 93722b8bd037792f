import { randomUUID } from 'node:crypto';
import type { ApiObject, SandboxCluster } from '../../cluster/types';

/** Where the server lives: the cluster that it writes to, and its clock. */
export interface PipelinesHost {
  cluster: SandboxCluster;
  now(): Date;
  uuid(): string;
  /** Creates an object that begins now. */
  create(object: ApiObject): ApiObject;
}

/** The cluster as it is, here and now. */
export function presentHost(
  cluster: SandboxCluster,
  now: () => Date,
): PipelinesHost {
  return {
    cluster,
    now,
    uuid: randomUUID,
    create: object => cluster.create(object),
  };
}
