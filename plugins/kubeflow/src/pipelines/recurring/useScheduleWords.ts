import type { Trigger } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  formatDuration,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { cronInWords } from '../newRun/cronText';
import { readCron } from './cronExpression';
import { isReadable } from './schedule';

/** Says when something fires: "At 03:00 (UTC)", "Every 2h"; its own text where it cannot be read. */
export function useScheduleWords(): (trigger: Trigger) => string {
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  return useCallback(
    trigger => {
      const { cron, intervalSeconds } = trigger;
      const every = (seconds: number) =>
        t('pipelines.recurring.every', {
          time: formatDuration(seconds * 1_000, locale),
        });
      if (intervalSeconds !== undefined) {
        return every(intervalSeconds);
      }
      if (cron === undefined) {
        return t('pipelines.recurring.noSchedule');
      }
      const schedule = isReadable(trigger) ? readCron(cron) : undefined;
      if (schedule && 'everySeconds' in schedule) {
        return every(schedule.everySeconds);
      }
      const words = schedule && cronInWords(schedule.fields);
      return words ? t('pipelines.recurring.utc', { words }) : cron;
    },
    [t, locale],
  );
}
