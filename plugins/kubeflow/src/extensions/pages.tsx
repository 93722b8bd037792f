import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import type { KindFamily } from '@kubeflow-portal/plugin-kubeflow-common';
import { pageMessages } from '../translation/pageMessages';
import { KubeflowIcon } from '../KubeflowIcon';
import { rootRouteRef } from '../routes';

/** The sidebar's entry and the frame around all pages. */
export const kubeflowPage = PageBlueprint.make({
  params: {
    path: '/kubeflow',
    title: pageMessages.title,
    icon: <KubeflowIcon />,
    routeRef: rootRouteRef,
  },
});

/** What needs attention, what runs, what waits. */
export const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: pageMessages.overview,
    loader: () =>
      import('../overview/OverviewPage').then(module => (
        <module.OverviewPage />
      )),
  },
});

const familyPage = <TFamily extends KindFamily>(family: TFamily) =>
  SubPageBlueprint.make({
    name: family,
    params: {
      path: family,
      title: pageMessages[family],
      loader: () =>
        import('../pages/FamilyPage').then(module => (
          <module.FamilyPage family={family} />
        )),
    },
  });

/** Kubeflow Pipelines: its runs, pipelines, experiments and recurring runs. */
export const pipelinesPage = SubPageBlueprint.make({
  name: 'pipelines',
  params: {
    path: 'pipelines',
    title: pageMessages.pipelines,
    loader: () =>
      import('../pipelines/PipelinesPage').then(module => (
        <module.PipelinesPage />
      )),
  },
});

/** The pages in the order of their tabs; the lists have the pages of their objects below them. */
export const subPages = [
  overviewPage,
  familyPage('training'),
  pipelinesPage,
  familyPage('tuning'),
  familyPage('serving'),
  familyPage('notebooks'),
  familyPage('workflows'),
  familyPage('queues'),
];
