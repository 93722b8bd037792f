import { Button } from '@backstage/ui';
import { RiFilterOffLine } from '@remixicon/react';
import { kubeflowPipelineReadPermission } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  ErrorPanel,
  RecordTable,
  type PipelinesListResult,
  type RecordTableProps,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';

/** Properties of {@link RecordList}. */
export interface RecordListProps<T> extends Pick<
  RecordTableProps<T>,
  | 'label'
  | 'columns'
  | 'renderCard'
  | 'cardHeight'
  | 'hrefOf'
  | 'markOf'
  | 'sort'
  | 'onSort'
> {
  list: PipelinesListResult<T>;
  /** Takes the filters away; absent: nothing is filtered. */
  onClear: (() => void) | undefined;
  /** What to do where nothing has been made yet. */
  nothing: ReactNode;
}

/** A table of what the Pipelines API keeps, with why it is empty or broken. */
export function RecordList<T extends { id: string }>(
  props: RecordListProps<T>,
) {
  const { list, onClear, nothing, ...table } = props;
  const { t } = useKubeflowTranslation();
  const isBroken = list.error !== undefined && list.data === undefined;
  return (
    <>
      {list.error && !(list.hasMore && list.data) && (
        <ErrorPanel
          error={list.error}
          onRetry={list.retry}
          isStale={list.data !== undefined}
          permission={kubeflowPipelineReadPermission}
        />
      )}
      {!isBroken && (
        <RecordTable
          {...table}
          rows={list.data}
          keyOf={idOf}
          total={list.total}
          hasMore={list.hasMore}
          isLoadingMore={list.isLoadingMore}
          onLoadMore={list.error ? list.retry : list.loadMore}
          loadMoreError={list.data ? list.error : undefined}
          isStale={list.isStale}
          emptyState={
            onClear ? (
              <EmptyState
                icon={<RiFilterOffLine size={32} />}
                title={t('pipelines.filtered.title')}
                description={t('pipelines.filtered.description')}
                actions={
                  <Button size="small" variant="secondary" onPress={onClear}>
                    {t('pipelines.filtered.action')}
                  </Button>
                }
              />
            ) : (
              nothing
            )
          }
        />
      )}
    </>
  );
}

const idOf = ({ id }: { id: string }) => id;
