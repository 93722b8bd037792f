import type { RecurringRun } from '@kubeflow-portal/plugin-kubeflow-common';
import { useNow } from '@kubeflow-portal/plugin-kubeflow-react';
import {
  RiCalendarCheckLine,
  RiCalendarCloseLine,
  RiErrorWarningLine,
  RiHourglassLine,
  RiPauseCircleLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { scheduleState, type ScheduleState } from './schedule';
import styles from './Schedule.module.css';

const icons: Record<ScheduleState, RemixiconComponentType> = {
  active: RiCalendarCheckLine,
  waiting: RiHourglassLine,
  disabled: RiPauseCircleLine,
  ended: RiCalendarCloseLine,
  unreadable: RiErrorWarningLine,
};

/** Whether a recurring run fires, with icon and word. */
export function ScheduleBadge(props: { run: RecurringRun }) {
  const { t } = useKubeflowTranslation();
  const state = scheduleState(props.run, useNow(60_000));
  const Icon = icons[state];
  return (
    <span
      className={styles.badge}
      data-state={state}
      title={t(`pipelines.recurring.state.${state}.hint`)}
    >
      <Icon size={14} aria-hidden="true" />
      {t(`pipelines.recurring.state.${state}.word`)}
    </span>
  );
}
