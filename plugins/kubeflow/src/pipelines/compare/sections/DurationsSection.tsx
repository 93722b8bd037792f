import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { isTerminalState } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  formatDuration,
  kubeflowReactTranslationRef,
  parseTime,
  StateIcon,
  useLocale,
  useNow,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { ShowMore, useShowMore } from '../../../workload/ShowMore';
import { colorOf, type ComparedRun } from '../comparedRun';
import { CompareTable } from '../CompareTable';
import {
  durationRows,
  longest,
  type TaskDuration,
} from '../data/taskDurations';
import styles from '../Compare.module.css';

/** Rows before more are asked for. */
const ROWS = 30;

/** How long each task took in each run, as bars with their numbers. */
export function DurationsSection(props: { runs: readonly ComparedRun[] }) {
  const { runs } = props;
  const { t } = useKubeflowTranslation();
  const isLive = runs.some(({ detail }) => !isTerminalState(detail.run.state));
  const clock = useNow(5_000);
  const now = isLive ? clock : 0;
  const rows = useMemo(
    () =>
      durationRows(
        runs.map(({ detail }) => detail),
        now,
      ),
    [runs, now],
  );
  const { shown, rest, more } = useShowMore(rows, ROWS);
  const whole = runs.map(({ detail: { run } }) => {
    const from = parseTime(run.startedAt ?? run.createdAt);
    const to = parseTime(run.finishedAt) ?? now;
    return from === undefined ? undefined : Math.max(0, to - from);
  });
  const most = rows.length > 0 ? longest(rows[0]) : 0;
  return (
    <Section title={t('compare.durations.title')}>
      <Text as="p" variant="body-small" color="secondary">
        {t(
          rows.length === 0
            ? 'compare.durations.none'
            : 'compare.durations.help',
        )}
      </Text>
      {rows.length > 0 && (
        <CompareTable
          label={t('compare.durations.title')}
          first={t('compare.durations.task')}
          runs={runs}
          rows={[
            {
              key: ' whole',
              header: <strong>{t('compare.durations.whole')}</strong>,
              cells: whole.map((milliseconds, index) => (
                <DurationBar
                  key={runs[index].id}
                  place={runs[index].place}
                  milliseconds={milliseconds}
                  most={Math.max(...whole.map(each => each ?? 0))}
                />
              )),
            },
            ...shown.map(({ key, name, items }) => ({
              key,
              header: <span title={key}>{name}</span>,
              cells: items.map((item, index) => (
                <DurationBar
                  key={runs[index].id}
                  place={runs[index].place}
                  milliseconds={item?.milliseconds}
                  item={item ?? 'none'}
                  most={most}
                />
              )),
            })),
          ]}
        />
      )}
      <ShowMore rest={rest} step={ROWS} onPress={more} />
    </Section>
  );
}

/** States that a person would not guess from a duration. */
const told = ['failed', 'cancelled', 'cached', 'skipped', 'running'];

function DurationBar(props: {
  place: number;
  milliseconds: number | undefined;
  /** Absent: the run as a whole. */
  item?: TaskDuration | 'none';
  most: number;
}) {
  const { place, milliseconds, item, most } = props;
  const { t } = useKubeflowTranslation();
  const { t: words } = useTranslationRef(kubeflowReactTranslationRef);
  const locale = useLocale();
  if (item === 'none') {
    return (
      <span className={styles.quiet}>{t('compare.durations.noTask')}</span>
    );
  }
  const isTold = item !== undefined && told.includes(item.state);
  return (
    <span className={styles.duration}>
      <span className={styles.durationText}>
        {milliseconds === undefined
          ? !isTold && t('compare.durations.notStarted')
          : formatDuration(milliseconds, locale)}
        {item && item.count > 1 && (
          <span className={styles.where}>
            {t('compare.durations.turns', { count: item.count })}
          </span>
        )}
        {isTold && (
          <span className={styles.durationState}>
            <StateIcon state={item.state} size={14} />
            {words(`state.${item.state}`)}
          </span>
        )}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.bar}
          style={{
            width: `${most > 0 ? ((milliseconds ?? 0) / most) * 100 : 0}%`,
            background: colorOf(place),
          }}
        />
      </span>
    </span>
  );
}
