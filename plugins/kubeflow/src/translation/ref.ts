import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { entityMessages } from './entityMessages';
import { pageMessages } from './pageMessages';
import { workloadMessages } from './workloadMessages';

/** Every text of the Kubeflow pages, tabs and cards. @public */
export const kubeflowTranslationRef = createTranslationRef({
  id: 'kubeflow',
  messages: {
    page: pageMessages,
    workload: workloadMessages,
    entity: entityMessages,
  },
});
