import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  stateAttention,
  workloadStates,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  kubeflowReactTranslationRef,
  StateIcon,
  useLocale,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../translation/useKubeflowTranslation';
import styles from './entity.module.css';

const byAttention = [...workloadStates].sort(
  (one, other) => stateAttention(one) - stateAttention(other),
);

/** How many jobs are in each state, each count linked to those jobs. States that nothing is in stay away. */
export function CardStates(props: {
  counts: Partial<Record<WorkloadState, number>>;
  tab: string | undefined;
}) {
  const { counts, tab } = props;
  const { t } = useKubeflowTranslation();
  const { t: words } = useTranslationRef(kubeflowReactTranslationRef);
  const number = new Intl.NumberFormat(useLocale());
  return (
    <ul className={styles.states} aria-label={t('entity.card.states')}>
      {byAttention
        .filter(state => counts[state])
        .map(state => {
          const text = `${number.format(counts[state] ?? 0)} ${words(`state.${state}`)}`;
          return (
            <li key={state} className={styles.state}>
              <StateIcon state={state} size={16} />
              {tab ? (
                <Link href={`${tab}?state=${state}`} standalone>
                  {text}
                </Link>
              ) : (
                <span>{text}</span>
              )}
            </li>
          );
        })}
    </ul>
  );
}
