import { Switch, useBreakpoint } from '@backstage/ui';
import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  formatDuration,
  parseTime,
  useLocale,
  useNow,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { RiTimeLine } from '@remixicon/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { useRowsInView } from '../../artifacts/useRowsInView';
import { indexGraph } from '../../graph/graphIndex';
import { useRunOfPage } from '../RunContext';
import { axisMarks } from './axis';
import { criticalPath } from './criticalPath';
import { spanOf } from './taskTimes';
import styles from './Timeline.module.css';
import { TimelineLine } from './TimelineLine';
import { timelineRows } from './timelineRows';

const ROW_HEIGHT = 34;
const MOST_MARKS = { wide: 6, narrow: 2 };
const HOUR = 3_600_000;
const nowhere = indexGraph({ nodes: [], edges: [], problems: [] });

/** When each task waited and worked, and which of them decided how long it all took. */
export function TimelineTab(props: {
  selected: RunTask | undefined;
  onSelect: (task: RunTask) => void;
}) {
  const { selected, onSelect } = props;
  const { detail, index = nowhere, isLive } = useRunOfPage();
  const { tasks, run } = detail;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const { down } = useBreakpoint();
  const clock = useNow(isLive ? 1_000 : HOUR);
  const now = isLive ? clock : (parseTime(run.finishedAt) ?? clock);
  const [isCriticalOnly, setCriticalOnly] = useState(false);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());

  const rows = useMemo(
    () => timelineRows(index, tasks, now),
    [index, tasks, now],
  );
  const critical = useMemo(
    () => criticalPath(index, tasks, now),
    [index, tasks, now],
  );
  const criticalIds = useMemo(
    () => new Set(critical.map(({ id }) => id)),
    [critical],
  );
  const holders = useMemo(
    () => new Set(rows.flatMap(({ around }) => around)),
    [rows],
  );
  const shown = useMemo(
    () =>
      rows.filter(
        ({ task, around }) =>
          !around.some(key => closed.has(key)) &&
          (!isCriticalOnly || (task && criticalIds.has(task.id))),
      ),
    [rows, closed, isCriticalOnly, criticalIds],
  );
  const span = useMemo(() => spanOf(rows.map(({ times }) => times)), [rows]);

  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useRowsInView({
    scroll,
    count: shown.length,
    rowHeight: ROW_HEIGHT,
    getKey: at => shown[at].key,
  });
  const toggle = useCallback(
    (key: string) =>
      setClosed(current => {
        const changed = new Set(current);
        if (!changed.delete(key)) {
          changed.add(key);
        }
        return changed;
      }),
    [],
  );

  if (!span) {
    return (
      <EmptyState
        icon={<RiTimeLine size={32} />}
        title={t('run.timeline.emptyTitle')}
        description={t(isLive ? 'run.timeline.emptyYet' : 'run.timeline.empty')}
      />
    );
  }
  const length = Math.max(1, span.end - span.ready);
  return (
    <div className={styles.timeline}>
      <div className={styles.top}>
        <p className={styles.summary}>
          {t('run.timeline.critical', {
            count: critical.length,
            time: formatDuration(length, locale),
          })}
        </p>
        <Switch
          label={t('run.timeline.criticalOnly')}
          isSelected={isCriticalOnly}
          onChange={setCriticalOnly}
        />
      </div>
      <div ref={scroll} className={styles.scroll}>
        <div className={styles.axis} aria-hidden="true">
          <span />
          <span className={styles.marks}>
            {axisMarks(
              length,
              down('md') ? MOST_MARKS.narrow : MOST_MARKS.wide,
            ).map(mark => (
              <span
                key={mark}
                className={styles.mark}
                data-turned={mark / length > 0.9 || undefined}
                style={{ insetInlineStart: `${(mark / length) * 100}%` }}
              >
                {formatDuration(mark, locale)}
              </span>
            ))}
          </span>
        </div>
        <div
          role="list"
          aria-label={t('run.timeline.label')}
          className={styles.rows}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index: at, start, key }) => {
            const row = shown[at];
            return (
              <TimelineLine
                key={key}
                row={row}
                place={at + 1}
                count={shown.length}
                top={start}
                from={span.ready}
                length={length}
                isCritical={
                  row.task !== undefined && criticalIds.has(row.task.id)
                }
                isSelected={
                  row.task !== undefined && row.task.id === selected?.id
                }
                isIndented={!isCriticalOnly}
                isOpen={holders.has(row.key) ? !closed.has(row.key) : undefined}
                onToggle={toggle}
                onSelect={onSelect}
              />
            );
          })}
        </div>
      </div>
      <p className={styles.legend}>
        <span className={styles.waitingSample} />
        {t('run.timeline.waiting')}
        <span className={styles.workingSample} />
        {t('run.timeline.working')}
        <span className={styles.criticalSample} />
        {t('run.timeline.onCritical')}
      </p>
    </div>
  );
}
