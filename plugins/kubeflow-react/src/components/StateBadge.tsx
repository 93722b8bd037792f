import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiDeleteBinLine,
  RiFileCopy2Line,
  RiHourglassLine,
  RiIndeterminateCircleLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiPlayCircleLine,
  RiQuestionLine,
  RiRestartLine,
  RiSkipForwardLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type {
  TaskState,
  WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './StateBadge.module.css';

/** What a colour says. A state is never told by its colour alone. */
type Tone = 'danger' | 'warning' | 'info' | 'success' | 'neutral';

const looks: Record<
  WorkloadState | TaskState,
  { icon: RemixiconComponentType; tone: Tone }
> = {
  pending: { icon: RiTimeLine, tone: 'neutral' },
  queued: { icon: RiHourglassLine, tone: 'neutral' },
  starting: { icon: RiLoader4Line, tone: 'info' },
  running: { icon: RiPlayCircleLine, tone: 'info' },
  suspended: { icon: RiPauseCircleLine, tone: 'neutral' },
  restarting: { icon: RiRestartLine, tone: 'warning' },
  succeeded: { icon: RiCheckboxCircleFill, tone: 'success' },
  cached: { icon: RiFileCopy2Line, tone: 'success' },
  skipped: { icon: RiSkipForwardLine, tone: 'neutral' },
  failed: { icon: RiCloseCircleFill, tone: 'danger' },
  cancelled: { icon: RiIndeterminateCircleLine, tone: 'neutral' },
  unknown: { icon: RiQuestionLine, tone: 'warning' },
};

/** @public */
export interface StateBadgeProps {
  /** Of a workload, a run, or a task of a run. */
  state: WorkloadState | TaskState;
  /** The object is being deleted: said beside its state. */
  deleting?: boolean;
  /** Machine word behind the state, shown on hover. */
  reason?: string;
}

/** A state, the same everywhere: colour, icon and word. @public */
export function StateBadge(props: StateBadgeProps) {
  const { state, deleting, reason } = props;
  const { t } = useKubeflowTranslation();
  const { icon: Icon, tone } = looks[state];
  return (
    <span className={styles.group}>
      <span className={styles.badge} data-tone={tone} title={reason}>
        <Icon size={14} aria-hidden="true" />
        {t(`state.${state}`)}
      </span>
      {deleting && (
        <span className={styles.deleting} title={t('state.deleting')}>
          <RiDeleteBinLine
            size={14}
            role="img"
            aria-label={t('state.deleting')}
          />
        </span>
      )}
    </span>
  );
}

/** The icon of a state, for places that say its word themselves. @public */
export function StateIcon(props: {
  state: WorkloadState | TaskState;
  size?: number;
}) {
  const { state, size = 16 } = props;
  const { icon: Icon, tone } = looks[state];
  return (
    <Icon
      size={size}
      aria-hidden="true"
      className={styles.icon}
      data-tone={tone}
    />
  );
}
