import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { isKubeflowAvailable } from '../entity/isKubeflowAvailable';
import { isKubeflowPipelinesAvailable } from '../entity/pipelines/isKubeflowPipelinesAvailable';
import { entityPipelinesRouteRef, entityTrainingRouteRef } from '../routes';
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

/** The Pipelines tab, for entities that name their pipeline or their experiment. */
export const entityPipelinesContent = EntityContentBlueprint.make({
  name: 'pipelines',
  params: {
    path: '/pipelines',
    title: entityMessages.pipelines.title,
    routeRef: entityPipelinesRouteRef,
    filter: isKubeflowPipelinesAvailable,
    loader: () =>
      import('../entity/pipelines/EntityPipelinesContent').then(module => (
        <module.EntityPipelinesContent />
      )),
  },
});

/** The card about Pipelines on the overview, for the same entities. */
export const entityPipelinesCard = EntityCardBlueprint.make({
  name: 'pipelines',
  params: {
    filter: isKubeflowPipelinesAvailable,
    loader: () =>
      import('../entity/pipelines/EntityPipelinesCard').then(module => (
        <module.EntityPipelinesCard />
      )),
  },
});
