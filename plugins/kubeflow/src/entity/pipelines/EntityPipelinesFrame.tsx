import { RiPlugLine } from '@remixicon/react';
import {
  kubeflowPipelineReadPermission,
  type EntityPipelines,
  type Pipeline,
  type PipelineExperiment,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  ErrorPanel,
  SkeletonText,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import type { PipelinesPlace } from '../../pipelines/shell/PipelinesFrame';
import { hasNamespaces } from '../../pipelines/shell/place';
import { readOnlyReason } from '../../pipelines/shell/ReadOnlyNote';
import {
  isUnavailable,
  ServerNotice,
} from '../../pipelines/shell/ServerNotice';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { UnknownClustersNotice } from '../AnnotationNotice';
import type { EntityPlace } from './entityPlaces';
import {
  NamespaceNotice,
  NotFoundNotice,
  SelectionNotice,
} from './EntityPipelinesNotice';
import { useEntityPipelines } from './useEntityPipelines';
import { useNamedExperiment, useNamedPipeline } from './useNamedRecords';

/** What belongs to an entity, where it is. */
export interface EntityRuns {
  place: PipelinesPlace;
  /** At least one of the two is there. */
  pipeline: Pipeline | undefined;
  experiment: PipelineExperiment | undefined;
}

/** Finds what the entity of the page names, and says why where it cannot be found. */
export function EntityPipelinesFrame(props: {
  /** Which of several places is shown; absent: the first. */
  chosen?: string;
  /** Shown above, where there are several. */
  choice?: (places: readonly EntityPlace[], place: EntityPlace) => ReactNode;
  children: (runs: EntityRuns) => ReactNode;
}) {
  const { chosen, choice, children } = props;
  const { t } = useKubeflowTranslation();
  const { selection, servers, places, unknownClusters } = useEntityPipelines();
  if (selection.type !== 'selection') {
    return <SelectionNotice problem={selection} />;
  }
  if (!servers.data) {
    return servers.error ? (
      <ErrorPanel
        error={servers.error}
        onRetry={servers.retry}
        permission={kubeflowPipelineReadPermission}
      />
    ) : (
      <SkeletonText lines={4} />
    );
  }
  const place = places.find(({ key }) => key === chosen) ?? places[0];
  return (
    <>
      <UnknownClustersNotice
        unknown={unknownClusters}
        known={servers.data.map(({ cluster }) => cluster)}
      />
      {place && places.length > 1 && choice?.(places, place)}
      {place ? (
        <AtPlace
          key={place.key}
          place={place}
          selection={selection.selection}
          onRetry={servers.retry}
        >
          {children}
        </AtPlace>
      ) : (
        unknownClusters.length === 0 && (
          <EmptyState
            icon={<RiPlugLine size={32} />}
            title={t('pipelines.server.none.title')}
            description={t('pipelines.server.none.description')}
          />
        )
      )}
    </>
  );
}

function AtPlace(props: {
  place: EntityPlace;
  selection: EntityPipelines;
  onRetry: () => void;
  children: (runs: EntityRuns) => ReactNode;
}) {
  const { place, selection, onRetry, children } = props;
  const { server, namespace } = place;
  if (isUnavailable(server)) {
    return <ServerNotice server={server} onRetry={onRetry} />;
  }
  if (hasNamespaces(server) && namespace === undefined) {
    return <NamespaceNotice cluster={server.title} />;
  }
  return (
    <Named place={place} selection={selection}>
      {children}
    </Named>
  );
}

function Named(props: {
  place: EntityPlace;
  selection: EntityPipelines;
  children: (runs: EntityRuns) => ReactNode;
}) {
  const { place, selection, children } = props;
  const { server, namespace } = place;
  const { t } = useKubeflowTranslation();
  const where = { cluster: server.cluster, namespace };
  const pipeline = useNamedPipeline(where, selection);
  const experiment = useNamedExperiment(where, selection);
  const named = [pipeline, experiment];
  const broken = named.find(({ error }) => error !== undefined);
  if (broken?.error) {
    return (
      <ErrorPanel
        error={broken.error}
        onRetry={broken.retry}
        permission={kubeflowPipelineReadPermission}
      />
    );
  }
  if (named.some(({ isPending }) => isPending)) {
    return <SkeletonText lines={4} />;
  }
  for (const what of ['pipeline', 'experiment'] as const) {
    const { asked, record } = what === 'pipeline' ? pipeline : experiment;
    if (asked !== undefined && !record) {
      return <NotFoundNotice what={what} name={asked} cluster={server.title} />;
    }
  }
  return children({
    place: {
      ...where,
      server,
      readOnly: readOnlyReason(server.write, t('pipelines.readOnly.reason')),
    },
    pipeline: pipeline.record,
    experiment: experiment.record,
  });
}
