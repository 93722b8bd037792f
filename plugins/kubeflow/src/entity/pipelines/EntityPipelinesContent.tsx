import { Select } from '@backstage/ui';
import { RiServerLine } from '@remixicon/react';
import { kubeflowPipelineReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  ErrorPanel,
  SkeletonText,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { RunsTable } from '../../pipelines/runs/RunsTable';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { EntityLinks } from './EntityLinks';
import { EntityPipelinesFrame, type EntityRuns } from './EntityPipelinesFrame';
import type { EntityPlace } from './entityPlaces';
import { RunSummary } from './RunSummary';
import { runStatistics } from './runStatistics';
import { useRecentRuns } from './useRecentRuns';
import styles from './pipelines.module.css';

/** Parameter of the address that tells one of several places. */
const PLACE = 'place';

/** The runs of Kubeflow Pipelines that belong to the entity of the page. */
export function EntityPipelinesContent() {
  const [search] = useSearchParams();
  return (
    <div className={styles.content}>
      <EntityPipelinesFrame
        chosen={search.get(PLACE) ?? undefined}
        choice={(places, place) => (
          <PlaceChoice places={places} place={place} />
        )}
      >
        {runs => <Content runs={runs} />}
      </EntityPipelinesFrame>
    </div>
  );
}

function PlaceChoice(props: {
  places: readonly EntityPlace[];
  place: EntityPlace;
}) {
  const { places, place } = props;
  const { t } = useKubeflowTranslation();
  const [, setSearch] = useSearchParams();
  return (
    <Select
      className={styles.place}
      aria-label={t('entity.pipelines.place')}
      size="small"
      icon={<RiServerLine aria-hidden="true" />}
      value={place.key}
      // Filters name records of the place before: none of them exists here.
      onChange={key => key !== null && setSearch({ [PLACE]: String(key) })}
      options={places.map(({ key, server, namespace }) => ({
        value: key,
        label: namespace ? `${server.title}, ${namespace}` : server.title,
      }))}
    />
  );
}

function Content(props: { runs: EntityRuns }) {
  const { runs } = props;
  const { place, pipeline, experiment } = runs;
  const fixed = useMemo(
    () => ({
      ...(pipeline && { pipeline: pipeline.id }),
      ...(experiment && { experiment: experiment.id }),
    }),
    [pipeline, experiment],
  );
  return (
    <>
      <EntityLinks runs={runs} />
      <Summary runs={runs} />
      <RunsTable place={place} fixed={fixed} />
    </>
  );
}

function Summary(props: { runs: EntityRuns }) {
  const { place, pipeline, experiment } = props.runs;
  const { cluster, namespace } = place;
  const recent = useRecentRuns(cluster, {
    namespace,
    pipeline: pipeline?.id,
    experiment: experiment?.id,
  });
  const statistics = useMemo(
    () => runStatistics(recent.data ?? []),
    [recent.data],
  );
  if (!recent.isComplete) {
    return recent.error ? (
      <ErrorPanel
        error={recent.error}
        onRetry={recent.retry}
        permission={kubeflowPipelineReadPermission}
      />
    ) : (
      <SkeletonText lines={3} />
    );
  }
  return statistics.last ? (
    <RunSummary cluster={cluster} statistics={statistics} />
  ) : null;
}
