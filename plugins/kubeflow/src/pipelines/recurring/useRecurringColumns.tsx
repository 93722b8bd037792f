import { Link } from '@backstage/ui';
import type { RecurringRun } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RecordName,
  RelativeTime,
  usePipelinesHref,
  type RecordColumn,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { NextFire } from './NextFire';
import styles from './Schedule.module.css';
import { ScheduleBadge } from './ScheduleBadge';
import { useScheduleWords } from './useScheduleWords';

/** The columns of the list of recurring runs. */
export function useRecurringColumns(
  cluster: string,
): RecordColumn<RecurringRun>[] {
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const words = useScheduleWords();
  return useMemo(
    () => [
      {
        id: 'state',
        label: t('pipelines.column.state'),
        minWidth: 112,
        grow: 0,
        rank: 0,
        render: run => <ScheduleBadge run={run} />,
      },
      {
        id: 'name',
        label: t('pipelines.column.name'),
        sort: 'name',
        minWidth: 180,
        grow: 2.4,
        rank: 0,
        isHeader: true,
        render: ({ id, name, namespace, description, message }) => (
          <RecordName
            name={name}
            href={href.recurringRun({ cluster, id, namespace })}
            detail={message ?? description}
          />
        ),
      },
      {
        id: 'schedule',
        label: t('pipelines.column.schedule'),
        minWidth: 180,
        grow: 1.6,
        rank: 1,
        render: ({ trigger }) => (
          <span
            className={styles.words}
            title={[words(trigger), trigger.cron].filter(Boolean).join('\n')}
          >
            {words(trigger)}
          </span>
        ),
      },
      {
        id: 'next',
        label: t('pipelines.column.nextFire'),
        minWidth: 96,
        grow: 0,
        rank: 2,
        isNumber: true,
        render: run => <NextFire run={run} />,
      },
      {
        id: 'pipeline',
        label: t('pipelines.column.pipeline'),
        minWidth: 130,
        grow: 1,
        rank: 3,
        render: ({ pipelineId, pipelineName, namespace }) => {
          const to =
            pipelineId && href.pipeline({ cluster, id: pipelineId, namespace });
          return to ? (
            <Link href={to} standalone title={pipelineName}>
              {pipelineName ?? pipelineId}
            </Link>
          ) : (
            '–'
          );
        },
      },
      {
        id: 'created',
        label: t('pipelines.column.created'),
        sort: 'created',
        firstOrder: 'desc',
        minWidth: 96,
        grow: 0,
        rank: 5,
        isNumber: true,
        render: ({ createdAt }) => <RelativeTime time={createdAt} />,
      },
    ],
    [t, href, words, cluster],
  );
}
