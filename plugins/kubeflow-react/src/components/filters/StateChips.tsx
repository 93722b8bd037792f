import { ToggleButton } from '@backstage/ui';
import {
  stateAttention,
  workloadStates,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useLocale } from '../../hooks/useLocale';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { StateIcon } from '../StateBadge';
import styles from './WorkloadFilters.module.css';

const byAttention = [...workloadStates].sort(
  (a, b) => stateAttention(a) - stateAttention(b),
);

/** @public */
export interface StateChipsProps {
  /** Objects per state, whatever is selected; absent while not known. */
  counts: Partial<Record<WorkloadState, number>> | undefined;
  selected: readonly WorkloadState[];
  onChange: (selected: WorkloadState[]) => void;
}

/** How many are in each state; each one filters. States that nothing is in stay away. @public */
export function StateChips(props: StateChipsProps) {
  const { counts = {}, selected, onChange } = props;
  const { t } = useKubeflowTranslation();
  const number = new Intl.NumberFormat(useLocale());
  const shown = byAttention.filter(
    state => counts[state] || selected.includes(state),
  );
  return (
    <div role="group" aria-label={t('filter.states')} className={styles.chips}>
      {shown.map(state => (
        <ToggleButton
          key={state}
          size="small"
          className={styles.chip}
          aria-label={`${t(`state.${state}`)} ${number.format(counts[state] ?? 0)}`}
          iconStart={<StateIcon state={state} size={14} />}
          isSelected={selected.includes(state)}
          onChange={isSelected =>
            onChange(
              isSelected
                ? [...selected, state]
                : selected.filter(other => other !== state),
            )
          }
        >
          {t(`state.${state}`)}
          <span className={styles.count}>
            {number.format(counts[state] ?? 0)}
          </span>
        </ToggleButton>
      ))}
    </div>
  );
}
