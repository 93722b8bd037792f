import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { compareMessages } from './compareMessages';
import { entityMessages } from './entityMessages';
import { newRunMessages } from './newRunMessages';
import { pageMessages } from './pageMessages';
import { pipelinesMessages } from './pipelinesMessages';
import { runMessages } from './runMessages';
import { runsMessages } from './runsMessages';
import { workloadMessages } from './workloadMessages';

/** Every text of the Kubeflow pages, tabs and cards, in English. */
export const kubeflowMessages = {
  page: pageMessages,
  workload: workloadMessages,
  compare: compareMessages,
  entity: entityMessages,
  newRun: newRunMessages,
  runs: runsMessages,
  pipelines: pipelinesMessages,
  run: runMessages,
};

/** Every text of the Kubeflow pages, tabs and cards. @public */
export const kubeflowTranslationRef = createTranslationRef({
  id: 'kubeflow',
  messages: kubeflowMessages,
});
