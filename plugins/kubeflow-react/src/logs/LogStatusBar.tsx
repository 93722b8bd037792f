import { Button } from '@backstage/ui';
import { RiArrowDownLine } from '@remixicon/react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import type { LogStatus } from './LogStore';
import styles from './LogView.module.css';

/** How much of a log is here, and how it is with the rest. */
export function LogStatusBar(props: {
  status: LogStatus;
  /** Lines that are held. */
  count: number;
  isAtEnd: boolean;
  onJumpToEnd: () => void;
  onRestart: () => void;
}) {
  const { status, count, isAtEnd, onJumpToEnd, onRestart } = props;
  const { phase, end, dropped } = status;
  const { t } = useKubeflowTranslation();
  return (
    <div className={styles.status}>
      <span className={styles.fact}>{t('log.lines', { count })}</span>
      {dropped > 0 && (
        <span className={styles.fact}>
          {t('log.dropped', { count: dropped })}
        </span>
      )}
      <span className={styles.state} role="status" data-phase={phase}>
        {standingOf(status, t)}
      </span>
      {phase === 'ended' && end?.restarted && (
        <Button size="small" variant="tertiary" onPress={onRestart}>
          {t('log.presentRun')}
        </Button>
      )}
      {phase === 'ended' && end?.reason === 'error' && (
        <Button size="small" variant="tertiary" onPress={onRestart}>
          {t('log.retry')}
        </Button>
      )}
      {!isAtEnd && (
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiArrowDownLine />}
          className={styles.jump}
          onPress={onJumpToEnd}
        >
          {t('log.jumpToEnd')}
        </Button>
      )}
    </div>
  );
}

function standingOf(
  { phase, live, message }: LogStatus,
  t: ReturnType<typeof useKubeflowTranslation>['t'],
): string | undefined {
  if (phase === 'ended') {
    return message ?? t('log.ended');
  }
  if (live === 'reconnecting' || live === 'offline' || live === 'paused') {
    return t(`log.${live}`);
  }
  if (phase === 'waiting') {
    return message;
  }
  return t(phase === 'open' ? 'log.live' : 'log.connecting');
}
