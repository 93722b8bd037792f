import type { KindDefinition } from '../types';
import { admissionCheck } from './admissionCheck';
import { clusterQueue } from './clusterQueue';
import { cohort } from './cohort';
import { localQueue } from './localQueue';
import { resourceFlavor } from './resourceFlavor';
import { topology } from './topology';
import { workload } from './workload';
import { workloadPriorityClass } from './workloadPriorityClass';

/** The queues family. @public */
export const queueKinds: readonly KindDefinition[] = [
  clusterQueue,
  localQueue,
  workload,
  cohort,
  resourceFlavor,
  admissionCheck,
  workloadPriorityClass,
  topology,
];

export {
  admissionCheck,
  clusterQueue,
  cohort,
  localQueue,
  resourceFlavor,
  topology,
  workload,
  workloadPriorityClass,
};
