import type { RecurringRun } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RecordCardLine,
  RecordName,
  SearchText,
  usePipelinesHref,
  useRecurringRuns,
  WarningList,
  type RecordSort,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ActionButton } from '../shell/ActionButton';
import { ListBar } from '../shell/ListBar';
import { NothingYet } from '../shell/NothingYet';
import type { PipelinesPlace } from '../shell/PipelinesFrame';
import { RecordList } from '../shell/RecordList';
import { useListSearch } from '../shell/useListSearch';
import { NextFire } from './NextFire';
import { recurringListShape } from './recurringListShape';
import { ScheduleBadge } from './ScheduleBadge';
import { useRecurringColumns } from './useRecurringColumns';
import { useScheduleWords } from './useScheduleWords';

/** How a recurring run is made with the kfp SDK. */
const snippet = `import kfp

client = kfp.Client()
client.create_recurring_run(
    experiment_id=client.get_experiment(experiment_name='Default').experiment_id,
    job_name='nightly',
    cron_expression='0 0 3 * * *',  # seconds first, UTC
    pipeline_id='<pipeline>',
)`;

/** The recurring runs of a place, with search and order in the address. */
export function RecurringList(props: { place: PipelinesPlace }) {
  const { cluster, namespace, readOnly } = props.place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { state, update } = useListSearch(recurringListShape);
  const [search, setSearch] = useSearchParams();
  const experiment = search.get('experiment') ?? undefined;
  const text = state.text.trim();
  const list = useRecurringRuns(cluster, {
    namespace,
    experiment,
    text: text === '' ? undefined : text,
    sort: state.sort,
    order: state.order,
  });
  const columns = useRecurringColumns(cluster);
  const words = useScheduleWords();
  const hrefOf = useCallback(
    ({ id, namespace: lies }: RecurringRun) =>
      href.recurringRun({ cluster, id, namespace: lies }),
    [href, cluster],
  );
  const renderCard = useCallback(
    (run: RecurringRun) => (
      <>
        <RecordCardLine
          isHeader
          start={
            <RecordName
              name={run.name}
              href={hrefOf(run)}
              detail={run.message ?? words(run.trigger)}
            />
          }
        />
        <RecordCardLine
          start={<ScheduleBadge run={run} />}
          end={<NextFire run={run} />}
        />
      </>
    ),
    [hrefOf, words],
  );
  const clear = () =>
    setSearch(current => {
      const next = new URLSearchParams(current);
      next.delete('text');
      next.delete('experiment');
      return next;
    });
  return (
    <>
      <ListBar total={list.total}>
        <SearchText
          value={state.text}
          placeholder={t('pipelines.searchName')}
          onChange={next =>
            update(
              { text: next },
              { replace: state.text !== '' && next !== '' },
            )
          }
        />
      </ListBar>
      <WarningList warnings={list.warnings} />
      <RecordList
        label={t('pipelines.recurring.title')}
        list={list}
        columns={columns}
        renderCard={renderCard}
        cardHeight={92}
        hrefOf={hrefOf}
        markOf={markOf}
        sort={{ field: state.sort, order: state.order }}
        onSort={({ field, order }: RecordSort) =>
          update({ sort: field === 'name' ? 'name' : 'created', order })
        }
        onClear={text !== '' || experiment ? clear : undefined}
        nothing={
          <NothingYet
            title={t('pipelines.recurring.nothing.title')}
            description={t('pipelines.recurring.nothing.description')}
            snippet={snippet}
            actions={
              <ActionButton
                variant="primary"
                href={href.newRun(cluster, { namespace })}
                reason={readOnly}
              >
                {t('pipelines.recurring.create')}
              </ActionButton>
            }
          />
        }
      />
    </>
  );
}

const markOf = ({ enabled }: RecurringRun) => String(enabled);
