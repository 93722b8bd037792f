import { Button } from '@backstage/ui';
import { kubeflowLogReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '../components/EmptyState';
import { ErrorPanel } from '../components/ErrorPanel';
import { SkeletonText } from '../components/Skeletons';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import type { LogStatus } from './LogStore';

/** What stands where lines would be, when there are none: why, and what to do. */
export function LogPlaceholder(props: {
  status: LogStatus;
  onRestart: () => void;
}) {
  const { status, onRestart } = props;
  const { phase, message, end, failure } = status;
  const { t } = useKubeflowTranslation();
  if (phase === 'connecting') {
    return <SkeletonText lines={8} />;
  }
  if (phase === 'refused') {
    return (
      failure && (
        <ErrorPanel
          error={failure}
          title={t('log.errorTitle')}
          permission={kubeflowLogReadPermission}
          onRetry={onRestart}
        />
      )
    );
  }
  if (phase === 'waiting') {
    return <EmptyState title={t('log.waitingTitle')} description={message} />;
  }
  if (phase === 'open') {
    return (
      <EmptyState
        title={t('log.emptyTitle')}
        description={t('log.emptyHint')}
      />
    );
  }
  const canRetry = end?.reason === 'error' || end?.restarted;
  return (
    <EmptyState
      title={t(titles[end?.reason ?? 'complete'])}
      description={message}
      actions={
        canRetry ? (
          <Button size="small" variant="secondary" onPress={onRestart}>
            {t(end?.restarted ? 'log.presentRun' : 'log.retry')}
          </Button>
        ) : undefined
      }
    />
  );
}

const titles = {
  complete: 'log.nothingTitle',
  gone: 'log.goneTitle',
  error: 'log.errorTitle',
} as const;
