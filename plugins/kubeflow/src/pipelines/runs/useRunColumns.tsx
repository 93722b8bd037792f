import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  Duration,
  RelativeTime,
  StateBadge,
  usePipelinesHref,
  type RecordColumn,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { RunExperiment, RunName, RunPipeline } from './cells';
import { SelectAll, SelectRun } from './selection';

/** Columns of lists of runs. */
export type RunColumnId =
  | 'select'
  | 'state'
  | 'name'
  | 'experiment'
  | 'pipeline'
  | 'duration'
  | 'created';

/** @param ids - In the order shown; keep it stable */
export function useRunColumns(
  cluster: string,
  ids: readonly RunColumnId[],
): RecordColumn<Run>[] {
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  return useMemo(() => {
    const columns: Record<RunColumnId, RecordColumn<Run>> = {
      select: {
        id: 'select',
        label: <SelectAll />,
        minWidth: 40,
        grow: 0,
        rank: 0,
        render: run => <SelectRun run={run} />,
      },
      state: {
        id: 'state',
        label: t('runs.column.state'),
        minWidth: 128,
        grow: 0,
        rank: 0,
        render: ({ state }) => <StateBadge state={state} />,
      },
      name: {
        id: 'name',
        label: t('runs.column.name'),
        sort: 'name',
        minWidth: 200,
        grow: 3,
        rank: 0,
        isHeader: true,
        render: run => (
          <RunName
            run={run}
            href={href.run({
              cluster,
              id: run.id,
              namespace: run.namespace,
            })}
          />
        ),
      },
      experiment: {
        id: 'experiment',
        label: t('runs.column.experiment'),
        minWidth: 130,
        grow: 1.2,
        rank: 3,
        render: run => <RunExperiment cluster={cluster} run={run} />,
      },
      pipeline: {
        id: 'pipeline',
        label: t('runs.column.pipeline'),
        minWidth: 160,
        grow: 1.6,
        rank: 2,
        render: run => <RunPipeline cluster={cluster} run={run} />,
      },
      duration: {
        id: 'duration',
        label: t('runs.column.duration'),
        minWidth: 88,
        grow: 0,
        rank: 4,
        isNumber: true,
        render: run => (
          <Duration from={run.startedAt ?? run.createdAt} to={run.finishedAt} />
        ),
      },
      created: {
        id: 'created',
        label: t('runs.column.created'),
        sort: 'created',
        firstOrder: 'desc',
        minWidth: 96,
        grow: 0,
        rank: 1,
        isNumber: true,
        render: ({ createdAt }) => <RelativeTime time={createdAt} />,
      },
    };
    return ids.map(id => columns[id]);
  }, [t, href, cluster, ids]);
}
