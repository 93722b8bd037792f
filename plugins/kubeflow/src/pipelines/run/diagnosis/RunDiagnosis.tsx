import { Alert, Skeleton } from '@backstage/ui';
import { kubeflowPipelineReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  DiagnosisList,
  ErrorPanel,
  usePipelinesHref,
  useRunDiagnosis,
  WarningList,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { useRunOfPage } from '../RunContext';
import { evidenceQuery } from './evidenceQuery';

/** Why the run failed or does not go on, with the ways to what shows it; nothing while it is well. */
export function RunDiagnosis(props: {
  /** Only what concerns this task. */
  taskId?: string;
}) {
  const { taskId } = props;
  const { ref, detail, isLive } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { data, error, retry } = useRunDiagnosis(ref, {
    enabled: detail.run.state !== 'succeeded',
    isLive,
  });
  const items = useMemo(
    () =>
      (data?.items ?? []).filter(
        item => taskId === undefined || item.taskId === taskId,
      ),
    [data, taskId],
  );
  const taskOf = useMemo(
    () =>
      new Map(
        items.flatMap(item =>
          item.evidence.map(each => [each, item.taskId] as const),
        ),
      ),
    [items],
  );
  if (taskId === undefined && detail.run.state === 'failed') {
    if (!data) {
      return error ? (
        <ErrorPanel
          error={error}
          onRetry={retry}
          title={t('run.why.failed')}
          permission={kubeflowPipelineReadPermission}
        />
      ) : (
        <div role="status" aria-label={t('run.why.looking')}>
          <Skeleton width="100%" height={88} />
        </div>
      );
    }
    if (items.length === 0) {
      return (
        <>
          <WarningList warnings={data.warnings} />
          <Alert
            status="danger"
            icon
            role="status"
            title={detail.run.message ?? t('run.why.unknown')}
            description={t('run.why.unknownHint')}
          />
        </>
      );
    }
  }
  return (
    <>
      {taskId === undefined && <WarningList warnings={data?.warnings ?? []} />}
      <DiagnosisList
        items={items}
        prefix={item =>
          taskId === undefined
            ? items.find(each => each === item)?.taskName
            : undefined
        }
        linkTo={evidence =>
          href.run(ref, evidenceQuery(evidence, taskOf.get(evidence)))
        }
      />
    </>
  );
}
