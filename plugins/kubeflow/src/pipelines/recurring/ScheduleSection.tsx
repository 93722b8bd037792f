import type { RecurringRun } from '@kubeflow-portal/plugin-kubeflow-common';
import { RelativeTime, useNow } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../../workload/Section';
import { FactLine, FactList } from '../shell/FactList';
import { FireTime } from './FireTime';
import { nextFireTimes, scheduleState } from './schedule';
import styles from './Schedule.module.css';
import { useScheduleWords } from './useScheduleWords';

/** Firings that are foretold. */
const FORETOLD = 5;

/** When a recurring run fires: in words, in its window, and the next times in the viewer's time zone. */
export function ScheduleSection(props: { run: RecurringRun }) {
  const { run } = props;
  const { trigger, maxConcurrency, catchUp } = run;
  const { t } = useKubeflowTranslation();
  const words = useScheduleWords();
  const now = useNow(1_000);
  const state = scheduleState(run, now);
  const times = run.enabled ? nextFireTimes(run, now, FORETOLD) : [];
  return (
    <Section title={t('pipelines.column.schedule')}>
      <FactList>
        <FactLine label={t('pipelines.recurring.fires')}>
          {words(trigger)}{' '}
          {trigger.cron && <code className={styles.code}>{trigger.cron}</code>}
        </FactLine>
        {trigger.startAt && (
          <FactLine label={t('pipelines.recurring.startAt')}>
            <RelativeTime time={trigger.startAt} />
          </FactLine>
        )}
        {trigger.endAt && (
          <FactLine label={t('pipelines.recurring.endAt')}>
            <RelativeTime time={trigger.endAt} />
          </FactLine>
        )}
        <FactLine label={t('pipelines.recurring.next')}>
          {times.length > 0 ? (
            <ol className={styles.times}>
              {times.map(time => (
                <li key={time}>
                  <FireTime time={time} isFull />
                </li>
              ))}
            </ol>
          ) : (
            t(`pipelines.recurring.state.${state}.hint`)
          )}
        </FactLine>
        {times.length > 0 && trigger.cron === undefined && (
          <FactLine label="">
            <span className={styles.quiet}>
              {t('pipelines.recurring.aboutIntervals')}
            </span>
          </FactLine>
        )}
        <FactLine label={t('pipelines.recurring.concurrency')}>
          {t('pipelines.recurring.atOnce', { count: maxConcurrency ?? 1 })}
        </FactLine>
        <FactLine label={t('pipelines.recurring.catchUp')}>
          {catchUp
            ? t('pipelines.recurring.catchUpOn')
            : t('pipelines.recurring.catchUpOff')}
        </FactLine>
      </FactList>
    </Section>
  );
}
