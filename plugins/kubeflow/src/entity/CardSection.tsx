import { Link, Text } from '@backstage/ui';
import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  Duration,
  ProgressCell,
  RelativeTime,
  StateBadge,
  useLocale,
  WorkloadLink,
  type WorkloadsResult,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useId } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './entity.module.css';

/** The first jobs of one kind of news, and the way to the rest; nothing where there are none. */
export function CardSection(props: {
  title: string;
  list: Pick<WorkloadsResult, 'data' | 'summary'>;
  /** Address of the whole list, where there is one. */
  all: string | undefined;
}) {
  const { title, list, all } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const headingId = useId();
  const rows = list.data ?? [];
  if (rows.length === 0) {
    return null;
  }
  const rest = (list.summary?.total ?? 0) - rows.length;
  const more = t('entity.card.more', {
    count: rest,
    formatted: rest.toLocaleString(locale),
  });
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <Text as="h4" variant="body-medium" weight="bold" id={headingId}>
        {title}
      </Text>
      <ul className={styles.rows}>
        {rows.map(workload => (
          <Row
            key={`${workload.cluster}/${workload.uid}`}
            workload={workload}
          />
        ))}
      </ul>
      {rest > 0 &&
        (all ? (
          <Link href={all} standalone variant="body-small">
            {more}
          </Link>
        ) : (
          <span>{more}</span>
        ))}
    </section>
  );
}

function Row(props: { workload: Workload }) {
  const { workload } = props;
  const { state, reason, deleting, message, progress } = workload;
  const isRunning = state === 'running';
  return (
    <li className={styles.row}>
      <div className={styles.rowLine}>
        <span className={styles.name}>
          <WorkloadLink workload={workload} />
        </span>
        {isRunning ? (
          <span className={styles.end}>
            {progress?.percent === undefined ? (
              <Duration from={workload.startedAt} />
            ) : (
              <span className={styles.progress}>
                <ProgressCell progress={progress} isOver={false} />
              </span>
            )}
          </span>
        ) : (
          <span className={styles.end}>
            <RelativeTime time={workload.since} />
            <StateBadge state={state} reason={reason} deleting={deleting} />
          </span>
        )}
      </div>
      {!isRunning && message && <p className={styles.reason}>{message}</p>}
    </li>
  );
}
