import { Button, ToggleButton } from '@backstage/ui';
import {
  RiFilter3Line,
  RiFolder3Line,
  RiServerLine,
  RiShapesLine,
  RiTeamLine,
  RiUserLine,
} from '@remixicon/react';
import type { WorkloadsResponse } from '@kubeflow-portal/plugin-kubeflow-common';
import { useId, useState } from 'react';
import { useClusters } from '../../hooks/useClusters';
import { useKinds } from '../../hooks/useKinds';
import {
  isFiltered,
  withoutFilters,
  type WorkloadListState,
} from '../../hooks/listState';
import { useOwnership } from '../../hooks/useOwnership';
import { isOwnedBy, parseOwner } from '../../ownerRef';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { FacetSelect } from './FacetSelect';
import { SearchText } from './SearchText';
import styles from './WorkloadFilters.module.css';

/** @public */
export interface WorkloadFiltersProps {
  state: WorkloadListState;
  onChange: (
    change: Partial<WorkloadListState>,
    options?: { replace?: boolean },
  ) => void;
  /** Values to choose from, as the list's answer has them. */
  facets: WorkloadsResponse['facets'] | undefined;
}

const facetFilters = ['cluster', 'namespace', 'kind', 'owner'] as const;

/** Text, cluster, namespace, kind and owner. A filter that offers no choice stays away. @public */
export function WorkloadFilters(props: WorkloadFiltersProps) {
  const { state, onChange, facets } = props;
  const { t } = useKubeflowTranslation();
  const { byId: kinds } = useKinds();
  const { data: clusters } = useClusters();
  const ownership = useOwnership();
  const [isOpen, setOpen] = useState(false);
  const selectsId = useId();

  const clusterTitles = new Map(
    clusters?.map(({ name, title }) => [name, title]),
  );
  const mine = (facets?.owner ?? [])
    .map(({ value }) => value)
    .filter(owner => isOwnedBy(owner, ownership));
  const isMine = mine.length > 0 && sameValues(state.owner, mine);
  const looks = {
    cluster: {
      icon: <RiServerLine aria-hidden="true" />,
      titleOf: (value: string) => clusterTitles.get(value) ?? value,
    },
    namespace: {
      icon: <RiFolder3Line aria-hidden="true" />,
      titleOf: undefined,
    },
    kind: {
      icon: <RiShapesLine aria-hidden="true" />,
      titleOf: (value: string) => kinds.get(value)?.title.one ?? value,
    },
    owner: {
      icon: <RiTeamLine aria-hidden="true" />,
      titleOf: (value: string) => parseOwner(value)?.name ?? value,
    },
  };
  const shown = facetFilters.filter(
    key => state[key].length > 0 || (facets?.[key].length ?? 0) > 1,
  );
  const chosen = facetFilters.reduce((sum, key) => sum + state[key].length, 0);

  return (
    <div className={styles.filters}>
      <SearchText
        value={state.text}
        onChange={text =>
          // One entry in the history for a search, not one for each letter.
          onChange({ text }, { replace: state.text !== '' && text !== '' })
        }
      />
      <Button
        size="small"
        variant="secondary"
        className={styles.opener}
        iconStart={<RiFilter3Line />}
        aria-expanded={isOpen}
        aria-controls={selectsId}
        onPress={() => setOpen(!isOpen)}
      >
        {chosen > 0 ? `${t('filter.show')} (${chosen})` : t('filter.show')}
      </Button>
      <div
        id={selectsId}
        className={styles.selects}
        data-open={isOpen || undefined}
      >
        {shown.map(key => (
          <FacetSelect
            key={key}
            label={t(`filter.${key}`)}
            icon={looks[key].icon}
            titleOf={looks[key].titleOf}
            facet={facets?.[key]}
            selected={state[key]}
            onChange={values => onChange({ [key]: values })}
          />
        ))}
        {mine.length > 0 && (
          <ToggleButton
            size="small"
            className={styles.mine}
            iconStart={<RiUserLine />}
            isSelected={isMine}
            onChange={isSelected => onChange({ owner: isSelected ? mine : [] })}
          >
            {t('filter.mine')}
          </ToggleButton>
        )}
        {isFiltered(state) && (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => onChange(withoutFilters(state))}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}

function sameValues(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length && one.every(value => other.includes(value))
  );
}
