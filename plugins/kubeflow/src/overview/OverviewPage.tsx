import {
  Box,
  ToggleButton,
  ToggleButtonGroup,
  VisuallyHidden,
} from '@backstage/ui';
import {
  ErrorPanel,
  isOwnedBy,
  LiveIndicator,
  useLiveUpdates,
  useOwnership,
  useThrottle,
  useWorkloads,
  WarningList,
  type WorkloadColumnId,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useSearchParams } from 'react-router-dom';
import { ListEmptyState } from '../list/ListEmptyState';
import { PageFrame } from '../pages/PageFrame';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import { AcceleratorCard } from './AcceleratorCard';
import { ClusterCard } from './ClusterCard';
import { Section } from './Section';
import { attention, running, waiting } from './stateGroups';
import styles from './OverviewPage.module.css';

const attentionColumns: readonly WorkloadColumnId[] = [
  'state',
  'name',
  'namespace',
  'owner',
  'since',
];
const runningColumns: readonly WorkloadColumnId[] = [
  'name',
  'namespace',
  'owner',
  'accelerators',
  'progress',
  'duration',
];
const waitingColumns: readonly WorkloadColumnId[] = [
  'state',
  'name',
  'namespace',
  'owner',
  'accelerators',
  'since',
];

/** Rows of each question; the rest is a click away. */
const ROWS = 6;

/** The largest jobs, which hold nearly all accelerators. Small ones are counted in the totals. */
const ACCELERATOR_ROWS = 200;

const REFRESH_MILLISECONDS = 2_000;
const ACCELERATOR_REFRESH_MILLISECONDS = 10_000;

/** What needs attention, what runs, what waits, and who holds the accelerators; a person's own first. */
export function OverviewPage() {
  const { t } = useKubeflowTranslation();
  const ownership = useOwnership();
  const [search, setSearch] = useSearchParams();

  // Everybody's: whose jobs there are is known from here.
  const devices = useWorkloads({
    filter: { state: [...running, ...waiting] },
    sort: 'accelerators',
    order: 'desc',
    pageSize: ACCELERATOR_ROWS,
    live: false,
  });
  const everything = useWorkloads({ pageSize: 1, live: false });
  const mine = (everything.summary?.facets.owner ?? [])
    .map(({ value }) => value)
    .filter(owner => isOwnedBy(owner, ownership));
  const scope =
    search.get('scope') === 'all' || mine.length === 0 ? 'all' : 'mine';
  const owners = scope === 'mine' ? mine : undefined;
  const isKnown = everything.summary !== undefined;

  const common = { pageSize: ROWS, live: false, enabled: isKnown };
  const failing = useWorkloads({
    ...common,
    filter: { state: attention, owner: owners },
  });
  const active = useWorkloads({
    ...common,
    filter: { state: running, owner: owners },
    sort: 'started',
    order: 'desc',
  });
  const pending = useWorkloads({
    ...common,
    filter: { state: waiting, owner: owners },
    sort: 'created',
    order: 'asc',
  });

  const refresh = useThrottle(
    () => {
      for (const list of [everything, failing, active, pending]) {
        list.refresh();
      }
    },
    () => REFRESH_MILLISECONDS,
  );
  const refreshDevices = useThrottle(
    devices.refresh,
    () => ACCELERATOR_REFRESH_MILLISECONDS,
  );
  const live = useLiveUpdates({
    since: everything.summary?.sequence,
    enabled: everything.summary !== undefined,
    onChange: () => {
      refresh.request();
      refreshDevices.request();
    },
  });

  const isBroken = everything.error !== undefined && !isKnown;
  const isEmpty = everything.summary?.total === 0;
  return (
    <PageFrame>
      <VisuallyHidden>
        <h2>{t('page.overview')}</h2>
      </VisuallyHidden>
      <div className={styles.bar}>
        {mine.length > 0 && (
          <ToggleButtonGroup
            aria-label={t('page.scope.label')}
            className={styles.segments}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[scope]}
            onSelectionChange={keys =>
              setSearch(current => {
                const next = new URLSearchParams(current);
                if (keys.has('all')) {
                  next.set('scope', 'all');
                } else {
                  next.delete('scope');
                }
                return next;
              })
            }
          >
            <ToggleButton id="mine" size="small">
              {t('page.scope.mine')}
            </ToggleButton>
            <ToggleButton id="all" size="small">
              {t('page.scope.all')}
            </ToggleButton>
          </ToggleButtonGroup>
        )}
        <span className={styles.live}>
          {everything.summary && <LiveIndicator status={live} />}
        </span>
      </div>
      <div className={styles.warnings}>
        <WarningList warnings={everything.summary?.warnings ?? []} />
      </div>
      <div className={styles.columns}>
        <div className={styles.main}>
          {everything.error && (
            <ErrorPanel
              error={everything.error}
              onRetry={() => {
                everything.retry();
                devices.retry();
              }}
              isStale={isKnown}
            />
          )}
          {isEmpty ? (
            <Box bg="neutral" className={styles.panel}>
              <ListEmptyState
                filter={{}}
                isFiltered={false}
                onClear={() => undefined}
              />
            </Box>
          ) : (
            !isBroken && (
              <>
                <Section
                  id="attention"
                  list={failing}
                  states={attention}
                  owners={owners}
                  columns={attentionColumns}
                  limit={ROWS}
                />
                <Section
                  id="running"
                  list={active}
                  states={running}
                  owners={owners}
                  columns={runningColumns}
                  limit={ROWS}
                />
                <Section
                  id="waiting"
                  list={pending}
                  states={waiting}
                  owners={owners}
                  columns={waitingColumns}
                  limit={ROWS}
                />
              </>
            )
          )}
        </div>
        <aside className={styles.side}>
          {!isBroken && <AcceleratorCard list={devices} />}
          <ClusterCard />
        </aside>
      </div>
    </PageFrame>
  );
}
