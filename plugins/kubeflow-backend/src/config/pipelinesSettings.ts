import {
  mergePipelinesConfig,
  pipelinesConfigProblems,
  type PipelinesConfig,
} from '@kubeflow-portal/plugin-kubeflow-node';
import type { ClusterConfig } from './clusterConfig';

/** How the Pipelines APIs are reached. */
export interface PipelinesSettings {
  /** `kubeflow.pipelines`: for clusters without a section of their own. */
  forAll: PipelinesConfig;
  /** By name, what `kubeflow.clusters.<name>.pipelines` and `kubeflow.pipelines` say together. */
  clusters: Record<string, PipelinesConfig>;
}

/** What holds for one cluster. */
export function pipelinesConfigOf(
  settings: PipelinesSettings,
  cluster: string,
): PipelinesConfig {
  return Object.hasOwn(settings.clusters, cluster)
    ? settings.clusters[cluster]
    : settings.forAll;
}

/** Joins the sections. */
export function joinPipelinesSettings(
  forAll: PipelinesConfig,
  clusters: Record<string, ClusterConfig>,
): PipelinesSettings {
  return {
    forAll,
    clusters: Object.fromEntries(
      Object.entries(clusters).flatMap(([name, { pipelines }]) =>
        pipelines ? [[name, mergePipelinesConfig(forAll, pipelines)]] : [],
      ),
    ),
  };
}

/** What is wrong with the sections as a whole: paths from `kubeflow` on, each with a sentence. */
export function problemsOfPipelinesSettings(
  settings: PipelinesSettings,
): { path: string[]; message: string }[] {
  return [
    ...pipelinesConfigProblems(settings.forAll).map(problem => ({
      ...problem,
      path: ['pipelines', ...problem.path],
    })),
    ...Object.entries(settings.clusters).flatMap(([name, config]) =>
      pipelinesConfigProblems(config).map(problem => ({
        ...problem,
        path: ['clusters', name, 'pipelines', ...problem.path],
      })),
    ),
  ];
}
