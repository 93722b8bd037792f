import { ResponseError } from '@backstage/errors';
import { Alert, Button, Flex } from '@backstage/ui';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import type { BulkAction } from './bulk';
import styles from './Runs.module.css';
import type { BulkWork } from './useBulk';

/** How far something is that is done to many runs, and how each went. */
export function BulkProgress(props: {
  work: BulkWork;
  onRetry: (action: BulkAction, runs: readonly Run[]) => void;
  onClose: () => void;
}) {
  const { work, onRetry, onClose } = props;
  const { action, count, results, isRunning } = work;
  const { t } = useKubeflowTranslation();
  const failed = results.filter(({ error }) => error !== undefined);
  const done = results.length - failed.length;
  if (isRunning) {
    return (
      <div role="status" className={styles.results}>
        {t('runs.bulk.progress', {
          done: String(results.length),
          total: String(count),
        })}
        <progress
          className={styles.progress}
          max={count}
          value={results.length}
        />
      </div>
    );
  }
  return (
    <Alert
      status={failed.length > 0 ? 'danger' : 'success'}
      role="status"
      icon
      title={[
        ...(done > 0 ? [t(`runs.bulk.done.${action}`, { count: done })] : []),
        ...(failed.length > 0
          ? [t('runs.bulk.failed', { count: failed.length })]
          : []),
      ].join(', ')}
      description={
        failed.length > 0 && (
          <ul className={styles.failures}>
            {failed.map(({ run, error }) => (
              <li key={run.id}>{`${run.name}: ${sentenceOf(error)}`}</li>
            ))}
          </ul>
        )
      }
      customActions={
        <Flex gap="2">
          {failed.length > 0 && (
            <Button
              size="small"
              variant="secondary"
              onPress={() =>
                onRetry(
                  action,
                  failed.map(({ run }) => run),
                )
              }
            >
              {t('runs.bulk.tryAgain')}
            </Button>
          )}
          <Button size="small" variant="tertiary" onPress={onClose}>
            {t('runs.bulk.close')}
          </Button>
        </Flex>
      }
    />
  );
}

/** What the backend says, without the HTTP around it. */
function sentenceOf(error: Error | undefined): string {
  return ResponseError.is(error) ? error.cause.message : (error?.message ?? '');
}
