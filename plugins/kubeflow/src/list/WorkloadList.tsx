import type { WorkloadFilter } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  defaultListState,
  ErrorPanel,
  filterOf,
  isFiltered,
  LiveIndicator,
  StateChips,
  useListState,
  useLocale,
  useWorkloads,
  WarningList,
  withoutFilters,
  WorkloadFilters,
  WorkloadTable,
  type WorkloadColumnId,
  type WorkloadListState,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo, type ReactNode } from 'react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { ListEmptyState } from './ListEmptyState';
import { allowedFacets, mergeFilters } from './mergeFilters';
import styles from './WorkloadList.module.css';

/** Properties of {@link WorkloadList}. */
export interface WorkloadListProps {
  /** What is listed, for people who do not see it: "Training jobs". */
  label: string;
  /** What the list is about, whatever a person chooses within it. */
  filter: WorkloadFilter;
  columns: readonly WorkloadColumnId[];
  /** How it is ordered until a person chooses. */
  defaults?: WorkloadListState;
  /** What to do where nothing has been made yet. */
  nothing?: ReactNode;
  /** Stands before the states, at the top: the way to other lists. */
  navigation?: ReactNode;
}

/**
 * A list of workloads with its states, filters, warnings and live updates. What is chosen lies in the address, so a
 * page can hold one of these.
 */
export function WorkloadList(props: WorkloadListProps) {
  const {
    label,
    filter: fixed,
    defaults = defaultListState,
    nothing,
    navigation,
  } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const { state, update } = useListState(defaults);
  const filter = useMemo(
    () => mergeFilters(fixed, filterOf(state)),
    [fixed, state],
  );
  const list = useWorkloads({ filter, sort: state.sort, order: state.order });
  const clear = () => update(withoutFilters(state));
  const total = list.summary?.total;
  const isBroken = list.error !== undefined && list.data === undefined;

  // What has no life of its own is in no state worth counting.
  const chips = props.columns.includes('state') ? (
    <StateChips
      counts={list.summary?.states}
      selected={state.state}
      onChange={selected => update({ state: selected })}
    />
  ) : undefined;

  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        {navigation ?? chips}
        <span className={styles.status}>
          {total !== undefined && (
            <span className={styles.total} role="status">
              {t('page.total', {
                count: total,
                formatted: total.toLocaleString(locale),
              })}
            </span>
          )}
          {!isBroken && <LiveIndicator status={list.live} />}
        </span>
      </div>
      {navigation && chips}
      <WorkloadFilters
        state={state}
        onChange={update}
        facets={allowedFacets(list.summary?.facets, fixed)}
      />
      <WarningList warnings={list.summary?.warnings ?? []} />
      {list.error && !(list.hasMore && list.data) && (
        <ErrorPanel
          error={list.error}
          onRetry={list.retry}
          isStale={list.data !== undefined}
        />
      )}
      {!isBroken && (
        <WorkloadTable
          label={label}
          rows={list.data}
          columns={props.columns}
          total={total}
          sort={{ field: state.sort, order: state.order }}
          onSort={({ field, order }) => update({ sort: field, order })}
          hasMore={list.hasMore}
          isLoadingMore={list.isLoadingMore}
          onLoadMore={list.error ? list.retry : list.loadMore}
          loadMoreError={list.data ? list.error : undefined}
          isStale={list.isStale}
          emptyState={
            <ListEmptyState
              filter={fixed}
              isFiltered={isFiltered(state)}
              onClear={clear}
              nothing={nothing}
            />
          }
        />
      )}
    </div>
  );
}
