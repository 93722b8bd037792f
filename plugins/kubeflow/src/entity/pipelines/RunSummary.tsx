import { Link } from '@backstage/ui';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  formatDuration,
  RelativeTime,
  StateBadge,
  useLocale,
  usePipelinesHref,
  useRunDiagnosis,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import type { RunStatistics } from './runStatistics';
import { Sparkline } from './Sparkline';
import styles from './pipelines.module.css';

/** How the runs of an entity went: the last one, how many succeeded, how long they take. */
export function RunSummary(props: {
  cluster: string;
  statistics: RunStatistics;
}) {
  const { cluster, statistics } = props;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.summary}>
      {statistics.last && (
        <Fact title={t('entity.pipelines.last')}>
          <LastRun cluster={cluster} run={statistics.last} />
        </Fact>
      )}
      <Fact title={t('entity.pipelines.rate')}>
        <SuccessRate statistics={statistics} />
      </Fact>
      <Fact title={t('entity.pipelines.duration')}>
        <DurationTrend statistics={statistics} />
      </Fact>
    </div>
  );
}

function Fact(props: { title: string; children: ReactNode }) {
  return (
    <div className={styles.fact} role="group" aria-label={props.title}>
      <span className={styles.factTitle}>{props.title}</span>
      {props.children}
    </div>
  );
}

function LastRun(props: { cluster: string; run: Run }) {
  const { cluster, run } = props;
  const ref = { cluster, id: run.id, namespace: run.namespace };
  const address = usePipelinesHref().run(ref);
  const { data } = useRunDiagnosis(ref, { enabled: run.state === 'failed' });
  const cause = data?.items.find(({ consequence }) => !consequence);
  const reason =
    run.state === 'failed' ? (cause?.title ?? run.message) : run.message;
  return (
    <>
      <span className={styles.line}>
        <StateBadge state={run.state} reason={run.reason} />
        <RelativeTime time={run.finishedAt ?? run.startedAt ?? run.createdAt} />
      </span>
      <span className={styles.name} title={run.name}>
        {address ? (
          <Link href={address} standalone>
            {run.name}
          </Link>
        ) : (
          run.name
        )}
      </span>
      {reason && <p className={styles.reason}>{reason}</p>}
    </>
  );
}

function SuccessRate(props: { statistics: RunStatistics }) {
  const { finished, succeeded, cancelled } = props.statistics;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  if (finished.length === 0) {
    return (
      <span className={styles.quiet}>{t('entity.pipelines.noneFinished')}</span>
    );
  }
  return (
    <>
      <span className={styles.figure}>
        {(succeeded / finished.length).toLocaleString(locale, {
          style: 'percent',
          maximumFractionDigits: 0,
        })}
      </span>
      <span className={styles.outcomes} aria-hidden="true">
        {finished.map(({ id, state }) => (
          <span key={id} data-good={state === 'succeeded' || undefined} />
        ))}
      </span>
      <span className={styles.quiet}>
        {t('entity.pipelines.rateOf', {
          succeeded: String(succeeded),
          count: finished.length,
        })}
        {cancelled > 0 &&
          ` ${t('entity.pipelines.notCounted', { count: cancelled })}`}
      </span>
    </>
  );
}

function DurationTrend(props: { statistics: RunStatistics }) {
  const { durations, median } = props.statistics;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const last = durations[durations.length - 1];
  if (last === undefined || median === undefined) {
    return (
      <span className={styles.quiet}>
        {t('entity.pipelines.noneSucceeded')}
      </span>
    );
  }
  const values = durations.map(({ milliseconds }) => milliseconds);
  const say = (milliseconds: number) => formatDuration(milliseconds, locale);
  return (
    <>
      <span className={styles.figure}>{say(last.milliseconds)}</span>
      <Sparkline
        values={values}
        label={t('entity.pipelines.trend', {
          count: values.length,
          first: say(values[0]),
          last: say(last.milliseconds),
          least: say(Math.min(...values)),
          most: say(Math.max(...values)),
        })}
      />
      <span className={styles.quiet}>
        {t('entity.pipelines.median', { time: say(median) })}
      </span>
    </>
  );
}
