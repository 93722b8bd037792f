import { ButtonLink } from '@backstage/ui';
import { RiScales3Line } from '@remixicon/react';
import {
  EmptyState,
  usePipelinesHref,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { PipelinesFrame, type PipelinesPlace } from '../shell/PipelinesFrame';
import { Comparison } from './Comparison';
import { parseCompareSearch } from './data/compareSearch';

/** Two to ten runs of a cluster beside each other: `?cluster=&run=&run=`. */
export function ComparePage() {
  const { t } = useKubeflowTranslation();
  return (
    <PipelinesFrame title={t('compare.title')} isTitleShown isNamespaceOptional>
      {place => <Chosen place={place} />}
    </PipelinesFrame>
  );
}

function Chosen(props: { place: PipelinesPlace }) {
  const { cluster, namespace } = props.place;
  const { t } = useKubeflowTranslation();
  const [search] = useSearchParams();
  const { ids, left } = useMemo(() => parseCompareSearch(search), [search]);
  const runs = usePipelinesHref().runs({ cluster, namespace });
  if (ids.length < 2) {
    return (
      <EmptyState
        icon={<RiScales3Line size={32} />}
        title={t('compare.tooFew.title')}
        description={t('compare.tooFew.description')}
        actions={
          runs && (
            <ButtonLink size="small" variant="secondary" href={runs}>
              {t('compare.toRuns')}
            </ButtonLink>
          )
        }
      />
    );
  }
  return (
    <Comparison cluster={cluster} namespace={namespace} ids={ids} left={left} />
  );
}
