import { compatWrapper } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { kubeflowPlugin, legacyRoutes } from './plugin';

/** The Kubeflow pages: `<Route path="/kubeflow" element={<KubeflowPage />} />`. @public */
export const KubeflowPage = kubeflowPlugin.provide(
  createRoutableExtension({
    name: 'KubeflowPage',
    mountPoint: legacyRoutes.root,
    component: async () => {
      const { LegacyKubeflowPage } = await import('./LegacyKubeflowPage');
      return () => compatWrapper(<LegacyKubeflowPage />);
    },
  }),
);

/** The content of the Training tab on the page of an entity. @public */
export const EntityKubeflowTrainingContent = kubeflowPlugin.provide(
  createRoutableExtension({
    name: 'EntityKubeflowTrainingContent',
    mountPoint: legacyRoutes.entityTraining,
    component: async () => {
      const { EntityTrainingContent } =
        await import('../entity/EntityTrainingContent');
      return () => compatWrapper(<EntityTrainingContent />);
    },
  }),
);

/** The card on the overview of an entity. @public */
export const EntityKubeflowCard = kubeflowPlugin.provide(
  createComponentExtension({
    name: 'EntityKubeflowCard',
    component: {
      lazy: async () => {
        const { EntityTrainingCard } =
          await import('../entity/EntityTrainingCard');
        return () => compatWrapper(<EntityTrainingCard />);
      },
    },
  }),
);

/** The content of the Pipelines tab on the page of an entity. @public */
export const EntityKubeflowPipelinesContent = kubeflowPlugin.provide(
  createRoutableExtension({
    name: 'EntityKubeflowPipelinesContent',
    mountPoint: legacyRoutes.entityPipelines,
    component: async () => {
      const { EntityPipelinesContent } =
        await import('../entity/pipelines/EntityPipelinesContent');
      return () => compatWrapper(<EntityPipelinesContent />);
    },
  }),
);

/** The card about Pipelines on the overview of an entity. @public */
export const EntityKubeflowPipelinesCard = kubeflowPlugin.provide(
  createComponentExtension({
    name: 'EntityKubeflowPipelinesCard',
    component: {
      lazy: async () => {
        const { EntityPipelinesCard } =
          await import('../entity/pipelines/EntityPipelinesCard');
        return () => compatWrapper(<EntityPipelinesCard />);
      },
    },
  }),
);
