import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { isKubeflowAvailable } from '../entity/isKubeflowAvailable';
import { entityTrainingRouteRef } from '../routes';
import { entityMessages } from '../translation/entityMessages';

/** The Training tab, for entities that say which jobs belong to them. */
export const entityTrainingContent = EntityContentBlueprint.make({
  name: 'training',
  params: {
    path: '/training',
    title: entityMessages.title,
    routeRef: entityTrainingRouteRef,
    filter: isKubeflowAvailable,
    loader: () =>
      import('../entity/EntityTrainingContent').then(module => (
        <module.EntityTrainingContent />
      )),
  },
});

/** The card on the overview, for the same entities. */
export const entityTrainingCard = EntityCardBlueprint.make({
  name: 'training',
  params: {
    filter: isKubeflowAvailable,
    loader: () =>
      import('../entity/EntityTrainingCard').then(module => (
        <module.EntityTrainingCard />
      )),
  },
});
