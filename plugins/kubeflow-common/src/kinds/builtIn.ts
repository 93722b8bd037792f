import { notebookKinds } from './notebooks';
import { queueKinds } from './queues';
import { KindRegistry } from './registry';
import { servingKinds } from './serving';
import { trainingKinds } from './training';
import { tuningKinds } from './tuning';
import { workflowKinds } from './workflows';

/** The kinds that the portal knows by itself. @public */
export const builtInKinds: KindRegistry = KindRegistry.of([
  ...trainingKinds,
  ...tuningKinds,
  ...servingKinds,
  ...notebookKinds,
  ...workflowKinds,
  ...queueKinds,
]);
