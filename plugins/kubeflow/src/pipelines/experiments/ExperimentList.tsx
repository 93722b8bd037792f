import type { PipelineExperiment } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RecordCardLine,
  RecordName,
  RelativeTime,
  SearchText,
  useExperiments,
  usePipelinesHref,
  type RecordColumn,
  type RecordSort,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback, useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ListBar } from '../shell/ListBar';
import { NothingYet } from '../shell/NothingYet';
import type { PipelinesPlace } from '../shell/PipelinesFrame';
import { RecordList } from '../shell/RecordList';
import { StorageToggle } from '../shell/StorageToggle';
import { useListSearch } from '../shell/useListSearch';
import { CreateExperimentButton } from './CreateExperimentButton';
import { experimentListShape } from './experimentListShape';

/** How an experiment is made with the kfp SDK. */
const snippet = `import kfp

client = kfp.Client()
client.create_experiment('Detector, larger batches')`;

/** The experiments of a place, with search, order and archive in the address. */
export function ExperimentList(props: { place: PipelinesPlace }) {
  const { place } = props;
  const { cluster, namespace } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { state, update } = useListSearch(experimentListShape);
  const text = state.text.trim();
  const list = useExperiments(cluster, {
    namespace,
    text: text === '' ? undefined : text,
    storage: state.view,
    sort: state.sort,
    order: state.order,
  });
  const hrefOf = useCallback(
    ({ id }: PipelineExperiment) => href.experiment({ cluster, id, namespace }),
    [href, cluster, namespace],
  );
  const columns = useMemo(
    (): RecordColumn<PipelineExperiment>[] => [
      {
        id: 'name',
        label: t('pipelines.column.name'),
        sort: 'name',
        minWidth: 200,
        grow: 3,
        rank: 0,
        isHeader: true,
        render: experiment => (
          <RecordName
            name={experiment.name}
            href={hrefOf(experiment)}
            detail={experiment.description}
          />
        ),
      },
      {
        id: 'lastRun',
        label: t('pipelines.column.lastRun'),
        sort: 'lastRun',
        firstOrder: 'desc',
        minWidth: 110,
        grow: 0,
        rank: 2,
        isNumber: true,
        render: ({ lastRunAt }) => <RelativeTime time={lastRunAt} />,
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
    [t, hrefOf],
  );
  const renderCard = useCallback(
    (experiment: PipelineExperiment) => (
      <>
        <RecordCardLine
          isHeader
          start={
            <RecordName
              name={experiment.name}
              href={hrefOf(experiment)}
              detail={experiment.description}
            />
          }
        />
        <RecordCardLine
          start={t('pipelines.column.lastRun')}
          end={<RelativeTime time={experiment.lastRunAt} />}
        />
      </>
    ),
    [hrefOf, t],
  );
  const isArchive = state.view === 'archived';
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
        <StorageToggle value={state.view} onChange={view => update({ view })} />
      </ListBar>
      <RecordList
        label={t('pipelines.experiments.title')}
        list={list}
        columns={columns}
        renderCard={renderCard}
        cardHeight={84}
        hrefOf={hrefOf}
        sort={{ field: state.sort, order: state.order }}
        onSort={({ field, order }: RecordSort) =>
          update({
            sort:
              experimentListShape.sorts.find(each => each === field) ??
              'lastRun',
            order,
          })
        }
        onClear={text === '' ? undefined : () => update({ text: '' })}
        nothing={
          isArchive ? (
            <NothingYet
              title={t('pipelines.experiments.nothingArchived.title')}
              description={t(
                'pipelines.experiments.nothingArchived.description',
              )}
            />
          ) : (
            <NothingYet
              title={t('pipelines.experiments.nothing.title')}
              description={t('pipelines.experiments.nothing.description')}
              snippet={snippet}
              actions={<CreateExperimentButton place={place} />}
            />
          )
        }
      />
    </>
  );
}
