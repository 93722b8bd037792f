import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  kubeflowPipelineReadPermission,
  type Run,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  Duration,
  ErrorPanel,
  RelativeTime,
  SkeletonText,
  StateBadge,
  usePipelinesHref,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useId, useMemo } from 'react';
import { entityPipelinesRouteRef } from '../../routes';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { EntityLinks } from './EntityLinks';
import { EntityPipelinesFrame, type EntityRuns } from './EntityPipelinesFrame';
import { RunSummary } from './RunSummary';
import { runStatistics } from './runStatistics';
import { useRecentRuns } from './useRecentRuns';
import styles from './pipelines.module.css';

/** Runs of the list; the rest is in the tab. */
const ROWS = 5;

/** How the runs of the entity of the page went, with the way to all of them. */
export function EntityPipelinesCard() {
  const { t } = useKubeflowTranslation();
  const tab = useRouteRef(entityPipelinesRouteRef)?.();
  return (
    <EntityInfoCard
      title={t('entity.pipelines.title')}
      headerActions={
        tab && (
          <Link href={tab} standalone variant="body-small">
            {t('entity.pipelines.all')}
          </Link>
        )
      }
    >
      <div className={styles.card}>
        <EntityPipelinesFrame
          choice={(_places, { server, namespace }) => (
            <p className={styles.quiet}>
              {t('entity.pipelines.shownOf', {
                place: namespace
                  ? `${server.title}, ${namespace}`
                  : server.title,
              })}
            </p>
          )}
        >
          {runs => <Content runs={runs} />}
        </EntityPipelinesFrame>
      </div>
    </EntityInfoCard>
  );
}

function Content(props: { runs: EntityRuns }) {
  const { runs } = props;
  const { place, pipeline, experiment } = runs;
  const { cluster, namespace } = place;
  const { t } = useKubeflowTranslation();
  const recent = useRecentRuns(cluster, {
    namespace,
    pipeline: pipeline?.id,
    experiment: experiment?.id,
  });
  const statistics = useMemo(
    () => runStatistics(recent.data ?? []),
    [recent.data],
  );
  return (
    <>
      <EntityLinks runs={runs} />
      {recent.error && (
        <ErrorPanel
          error={recent.error}
          onRetry={recent.retry}
          isStale={recent.data !== undefined}
          permission={kubeflowPipelineReadPermission}
        />
      )}
      <WarningList warnings={recent.warnings} />
      {!recent.isComplete && !recent.error && <SkeletonText lines={4} />}
      {recent.isComplete &&
        (statistics.last ? (
          <>
            <RunSummary cluster={cluster} statistics={statistics} />
            <RecentRuns cluster={cluster} runs={recent.data ?? []} />
          </>
        ) : (
          <p className={styles.quiet}>{t('entity.pipelines.none')}</p>
        ))}
    </>
  );
}

function RecentRuns(props: { cluster: string; runs: readonly Run[] }) {
  const { cluster, runs } = props;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const headingId = useId();
  // The newest one stands above.
  const others = runs.slice(1, ROWS + 1);
  if (others.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={headingId} className={styles.recent}>
      <span id={headingId} className={styles.factTitle}>
        {t('entity.pipelines.before')}
      </span>
      <ul className={styles.rows}>
        {others.map(run => {
          const address = href.run({
            cluster,
            id: run.id,
            namespace: run.namespace,
          });
          return (
            <li key={run.id} className={styles.row}>
              <StateBadge state={run.state} reason={run.reason} />
              <span className={styles.name} title={run.name}>
                {address ? (
                  <Link href={address} standalone>
                    {run.name}
                  </Link>
                ) : (
                  run.name
                )}
              </span>
              <span className={styles.times}>
                <Duration
                  from={run.startedAt ?? run.createdAt}
                  to={run.finishedAt}
                />
                <RelativeTime time={run.createdAt} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
