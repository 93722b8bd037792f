import type { Pipeline } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RecordName,
  RelativeTime,
  usePipelinesHref,
  type RecordColumn,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { TagList } from '../shell/TagList';
import { NewestVersion } from './NewestVersion';

/** The columns of the list of pipelines. */
export function usePipelineColumns(
  cluster: string,
  namespace: string | undefined,
): RecordColumn<Pipeline>[] {
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('pipelines.column.name'),
        sort: 'name',
        minWidth: 200,
        grow: 3,
        rank: 0,
        isHeader: true,
        render: ({ id, name, description, error }) => (
          <RecordName
            name={name}
            href={href.pipeline({ cluster, id, namespace })}
            detail={error ?? description}
          />
        ),
      },
      {
        id: 'tags',
        label: t('pipelines.column.tags'),
        minWidth: 160,
        grow: 1.4,
        rank: 4,
        render: ({ tags }) => <TagList tags={tags} limit={2} />,
      },
      {
        id: 'version',
        label: t('pipelines.column.newestVersion'),
        minWidth: 150,
        grow: 1,
        rank: 2,
        render: ({ id }) => (
          <NewestVersion pipeline={{ cluster, id, namespace }} />
        ),
      },
      {
        id: 'created',
        label: t('pipelines.column.created'),
        sort: 'created',
        firstOrder: 'desc',
        minWidth: 96,
        grow: 0,
        rank: 3,
        isNumber: true,
        render: ({ createdAt }) => <RelativeTime time={createdAt} />,
      },
    ],
    [t, href, cluster, namespace],
  );
}
