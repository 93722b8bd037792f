import { Alert } from '@backstage/ui';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { useRunOfPage } from './RunContext';

/** What a person should know of what is shown, and what is not: each said plainly, nothing when all is there. */
export function RunNotices(props: { isTaskUnknown: boolean }) {
  const { detail, index } = useRunOfPage();
  const { run, tasks } = detail;
  const { t } = useKubeflowTranslation();
  const unplaced = tasks.filter(
    ({ path, type }) => type !== 'root' && !index?.byId.has(path),
  ).length;
  return (
    <>
      {run.storage === 'archived' && (
        <Alert status="info" icon role="status" title={t('run.isArchived')} />
      )}
      {run.reason === 'CANCELING' && (
        <Alert status="info" icon role="status" title={t('run.isCancelling')} />
      )}
      {!index && (
        <Alert
          status="warning"
          icon
          role="status"
          title={t('run.noSpecTitle')}
          description={t('run.noSpec')}
        />
      )}
      {index && unplaced > 0 && (
        <Alert
          status="info"
          icon
          role="status"
          title={t('run.unplacedTitle', { count: unplaced })}
          description={t('run.unplaced')}
        />
      )}
      {props.isTaskUnknown && (
        <Alert
          status="warning"
          icon
          role="status"
          title={t('run.taskUnknown')}
        />
      )}
    </>
  );
}
