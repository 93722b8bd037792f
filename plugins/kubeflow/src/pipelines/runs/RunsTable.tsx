import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  Duration,
  LiveIndicator,
  RecordCardLine,
  RelativeTime,
  StateBadge,
  usePipelinesHref,
  useRuns,
  WarningList,
  type RecordSort,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionButton } from '../shell/ActionButton';
import { ListBar } from '../shell/ListBar';
import { NothingYet } from '../shell/NothingYet';
import type { PipelinesPlace } from '../shell/PipelinesFrame';
import { RecordList } from '../shell/RecordList';
import { BulkBar } from './BulkBar';
import { BulkProgress } from './BulkProgress';
import { RunName } from './cells';
import { RunFilters } from './RunFilters';
import {
  formatRunsSearch,
  isRunsFiltered,
  parseRunsSearch,
  runsQueryOf,
  runSorts,
  withoutRunFilters,
  type RunsSearch,
} from './runsSearch';
import { SelectionProvider, SelectRun, useRunSelection } from './selection';
import { runSnippet } from './snippets';
import { useBulk } from './useBulk';
import { useRunColumns, type RunColumnId } from './useRunColumns';

const columnIds: readonly RunColumnId[] = [
  'select',
  'state',
  'name',
  'experiment',
  'pipeline',
  'duration',
  'created',
];

/** Runs with their filters, which live in the address; a page can hold one of these. */
export function RunsTable(props: {
  place: PipelinesPlace;
  /** What the page is about, whatever a person chooses within it. */
  fixed?: Partial<Pick<RunsSearch, 'experiment' | 'pipeline' | 'recurringRun'>>;
}) {
  const { place, fixed } = props;
  const { cluster, namespace, readOnly } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { state, update } = useRunsSearch();
  const [now] = useState(() => Date.now());
  const query = useMemo(
    () => runsQueryOf({ ...state, ...fixed }, namespace, now),
    [state, fixed, namespace, now],
  );
  const list = useRuns(cluster, query);
  const selection = useRunSelection(list.data ?? noRuns);
  const bulk = useBulk(cluster);
  const columns = useRunColumns(cluster, columnIds);
  const hrefOf = useCallback(
    ({ id, namespace: where }: Run) =>
      href.run({ cluster, id, namespace: where }),
    [href, cluster],
  );
  const renderCard = useCallback(
    (run: Run) => (
      <>
        <RecordCardLine
          isHeader
          start={<RunName run={run} href={hrefOf(run)} />}
          end={<SelectRun run={run} />}
        />
        <RecordCardLine
          start={<StateBadge state={run.state} />}
          end={
            <Duration
              from={run.startedAt ?? run.createdAt}
              to={run.finishedAt}
            />
          }
        />
        <RecordCardLine
          start={run.pipelineName ?? run.experimentName ?? ''}
          end={<RelativeTime time={run.createdAt} />}
        />
      </>
    ),
    [hrefOf],
  );
  const isFiltered = isRunsFiltered(state);
  const isArchive = state.storage === 'archived';
  const isScanned = Boolean(query.pipeline ?? query.version);
  return (
    <SelectionProvider value={selection}>
      <ListBar total={list.total}>
        <RunFilters
          cluster={cluster}
          namespace={namespace}
          state={state}
          onChange={update}
          pipeline={fixed?.pipeline}
          hidden={hiddenFilters(fixed)}
        />
        {list.data && <LiveIndicator status={list.live} />}
      </ListBar>
      <WarningList warnings={list.warnings} />
      <BulkBar
        cluster={cluster}
        namespace={namespace}
        selection={selection}
        readOnly={readOnly}
        onAction={(action, runs) => {
          selection.set([]);
          bulk.start(action, runs);
        }}
      />
      {bulk.work && (
        <BulkProgress
          work={bulk.work}
          onRetry={bulk.start}
          onClose={bulk.close}
        />
      )}
      {isScanned && list.hasMore && list.data && (
        <span role="status">
          {t('runs.looked', { count: list.data.length })}
        </span>
      )}
      <RecordList
        label={t('runs.title')}
        list={list}
        columns={columns}
        renderCard={renderCard}
        hrefOf={hrefOf}
        markOf={markOf}
        sort={{ field: state.sort, order: state.order }}
        onSort={({ field, order }: RecordSort) =>
          update({
            sort: runSorts.find(each => each === field) ?? 'created',
            order,
          })
        }
        onClear={
          isFiltered ? () => update(withoutRunFilters(state)) : undefined
        }
        nothing={
          isArchive ? (
            <NothingYet
              title={t('runs.nothing.archivedTitle')}
              description={t('runs.nothing.archivedDescription')}
            />
          ) : (
            <NothingYet
              title={t('runs.nothing.title')}
              description={t('runs.nothing.description')}
              snippet={runSnippet}
              actions={
                <ActionButton
                  variant="primary"
                  href={href.newRun(cluster, { namespace, ...fixed })}
                  reason={readOnly}
                >
                  {t('runs.newRun')}
                </ActionButton>
              }
            />
          )
        }
      />
    </SelectionProvider>
  );
}

const noRuns: readonly Run[] = [];

/** What a recurring run starts is of one pipeline and in one experiment. */
function hiddenFilters(
  fixed: Partial<RunsSearch> = {},
): ('experiment' | 'pipeline')[] {
  return (['experiment', 'pipeline'] as const).filter(
    each => fixed[each] || fixed.recurringRun,
  );
}
const markOf = ({ state }: Run) => state;

function useRunsSearch() {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => parseRunsSearch(search), [search]);
  const update = useCallback(
    (change: Partial<RunsSearch>, options?: { replace?: boolean }) =>
      setSearch(
        current =>
          formatRunsSearch({ ...parseRunsSearch(current), ...change }, current),
        { replace: options?.replace ?? false },
      ),
    [setSearch],
  );
  return { state, update };
}
