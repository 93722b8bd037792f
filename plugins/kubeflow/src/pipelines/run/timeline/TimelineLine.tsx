import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  formatAbsoluteTime,
  formatDuration,
  kubeflowReactTranslationRef,
  StateIcon,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';
import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiFlashlightLine,
  RiRepeatLine,
} from '@remixicon/react';
import { memo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { useRunOfPage } from '../RunContext';
import styles from './Timeline.module.css';
import type { TimelineRow } from './timelineRows';

/** One task on the timeline: its name, and when it waited and worked. */
export const TimelineLine = memo(function TimelineLine(props: {
  row: TimelineRow;
  /** From 1. */
  place: number;
  count: number;
  top: number;
  /** Beginning and length of the whole, in milliseconds. */
  from: number;
  length: number;
  isCritical: boolean;
  isSelected: boolean;
  isIndented: boolean;
  /** Absent when it holds nothing. */
  isOpen: boolean | undefined;
  onToggle: (key: string) => void;
  onSelect: (task: RunTask) => void;
}) {
  const { row, place, count, top, from, length } = props;
  const { isCritical, isSelected, isIndented, isOpen } = props;
  const { task, times } = row;
  const { t } = useKubeflowTranslation();
  const name = useRowName(row);
  const label = useRowLabel(row, name, isCritical);
  const percent = (time: number) => `${((time - from) / length) * 100}%`;
  const width = (start: number, end: number) =>
    `${((end - start) / length) * 100}%`;
  const Chevron = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <div
      role="listitem"
      aria-posinset={place}
      aria-setsize={count}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      data-selected={isSelected || undefined}
    >
      <span
        className={styles.name}
        style={{ paddingInlineStart: isIndented ? row.depth * 16 : 0 }}
      >
        {isOpen === undefined ? (
          <span className={styles.noToggle} />
        ) : (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'run.graph.close' : 'run.graph.open', {
              name,
            })}
            onClick={() => props.onToggle(row.key)}
          >
            <Chevron size={16} aria-hidden="true" />
          </button>
        )}
        {task ? (
          <StateIcon state={task.state} size={14} />
        ) : (
          <RiRepeatLine size={14} aria-hidden="true" />
        )}
        {task ? (
          <button
            type="button"
            className={styles.select}
            title={name}
            aria-label={label}
            aria-current={isSelected ? 'true' : undefined}
            onClick={() => props.onSelect(task)}
          >
            {name}
          </button>
        ) : (
          <span className={styles.select}>{name}</span>
        )}
        {isCritical && (
          <RiFlashlightLine
            size={14}
            className={styles.flash}
            aria-hidden="true"
          />
        )}
      </span>
      <span className={styles.track} aria-hidden="true">
        {times && (
          <>
            {times.begin > times.ready && (
              <span
                className={styles.waiting}
                style={{
                  insetInlineStart: percent(times.ready),
                  width: width(times.ready, times.begin),
                }}
              />
            )}
            <span
              className={styles.working}
              data-state={task?.state}
              data-holds={row.is !== 'task' || undefined}
              data-critical={isCritical || undefined}
              title={label}
              style={{
                insetInlineStart: percent(times.begin),
                width: width(times.begin, times.end),
              }}
            />
          </>
        )}
      </span>
    </div>
  );
});

function useRowName({ is, task, nodeId, number }: TimelineRow): string {
  const { index } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  return is === 'iteration'
    ? t('run.timeline.iteration', { number: String((number ?? 0) + 1) })
    : (task?.name ?? index?.byId.get(nodeId)?.name ?? nodeId);
}

/** All of it in words. */
function useRowLabel(
  { task, times }: TimelineRow,
  name: string,
  isCritical: boolean,
): string {
  const { t } = useKubeflowTranslation();
  const { t: word } = useTranslationRef(kubeflowReactTranslationRef);
  const locale = useLocale();
  return [
    name,
    task && word(`state.${task.state}`),
    times &&
      t('run.timeline.began', {
        time: formatAbsoluteTime(times.begin, locale),
      }),
    times &&
      times.begin - times.ready >= 1_000 &&
      t('run.timeline.waited', {
        time: formatDuration(times.begin - times.ready, locale),
      }),
    times &&
      t('run.timeline.worked', {
        time: formatDuration(times.end - times.begin, locale),
      }),
    isCritical && t('run.timeline.onCritical'),
  ]
    .filter(Boolean)
    .join(', ');
}
