import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiFolder3Line } from '@remixicon/react';
import type { Pipeline } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  RecordCardLine,
  RecordName,
  RelativeTime,
  SearchText,
  usePipelines,
  usePipelinesHref,
  type RecordSort,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { ListBar } from '../shell/ListBar';
import { hasNamespaces } from '../shell/place';
import { NothingYet } from '../shell/NothingYet';
import type { PipelinesPlace } from '../shell/PipelinesFrame';
import { RecordList } from '../shell/RecordList';
import { TagList } from '../shell/TagList';
import { useListSearch } from '../shell/useListSearch';
import { pipelineListShape } from './pipelineListShape';
import { uploadSnippet } from './snippets';
import { UploadButton } from './upload/UploadButton';
import { usePipelineColumns } from './usePipelineColumns';

/** The pipelines of a place, with search and order in the address. */
export function PipelineList(props: { place: PipelinesPlace }) {
  const { place } = props;
  const { cluster, namespace } = place;
  const { t } = useKubeflowTranslation();
  const href = usePipelinesHref();
  const { state, update } = useListSearch(pipelineListShape);
  const hasScopes = hasNamespaces(place.server);
  const isPrivate = hasScopes && state.view === 'private';
  const needsNamespace = isPrivate && !namespace;
  const text = state.text.trim();
  const list = usePipelines(
    cluster,
    {
      namespace: isPrivate ? namespace : undefined,
      text: text === '' ? undefined : text,
      sort: state.sort,
      order: state.order,
    },
    { enabled: !needsNamespace },
  );
  const columns = usePipelineColumns(cluster, namespace);
  const hrefOf = useCallback(
    ({ id }: Pipeline) => href.pipeline({ cluster, id, namespace }),
    [href, cluster, namespace],
  );
  const renderCard = useCallback(
    (pipeline: Pipeline) => (
      <>
        <RecordCardLine
          isHeader
          start={
            <RecordName
              name={pipeline.name}
              href={hrefOf(pipeline)}
              detail={pipeline.error ?? pipeline.description}
            />
          }
        />
        <RecordCardLine
          start={<TagList tags={pipeline.tags} limit={1} />}
          end={<RelativeTime time={pipeline.createdAt} />}
        />
      </>
    ),
    [hrefOf],
  );
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
        {hasScopes && (
          <ToggleButtonGroup
            aria-label={t('pipelines.list.scope')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[state.view]}
            onSelectionChange={keys =>
              update({ view: keys.has('private') ? 'private' : 'shared' })
            }
          >
            <ToggleButton id="shared">
              {t('pipelines.list.shared')}
            </ToggleButton>
            <ToggleButton id="private">
              {namespace
                ? t('pipelines.list.privateOf', { namespace })
                : t('pipelines.list.private')}
            </ToggleButton>
          </ToggleButtonGroup>
        )}
      </ListBar>
      {needsNamespace ? (
        <EmptyState
          icon={<RiFolder3Line size={32} />}
          title={t('pipelines.place.chooseTitle')}
          description={t('pipelines.place.chooseDescription')}
        />
      ) : (
        <RecordList
          label={t('pipelines.list.title')}
          list={list}
          columns={columns}
          renderCard={renderCard}
          cardHeight={84}
          hrefOf={hrefOf}
          sort={{ field: state.sort, order: state.order }}
          onSort={({ field, order }: RecordSort) =>
            update({ sort: field === 'name' ? 'name' : 'created', order })
          }
          onClear={text === '' ? undefined : () => update({ text: '' })}
          nothing={
            <NothingYet
              title={t('pipelines.list.nothing.title')}
              description={t('pipelines.list.nothing.description')}
              snippet={uploadSnippet}
              actions={<UploadButton place={place} />}
            />
          }
        />
      )}
    </>
  );
}
