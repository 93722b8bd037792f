import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  EmptyState,
  RelativeTime,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import styles from './ConditionsTab.module.css';

type Condition = WorkloadDetail['conditions'][number];

const statusTexts = {
  True: 'workload.conditionTrue',
  False: 'workload.conditionFalse',
  Unknown: 'workload.conditionUnknown',
} as const;

/** The conditions of an object on a line of time, the last change first. */
export function ConditionsTab(props: { conditions: readonly Condition[] }) {
  const { t } = useKubeflowTranslation();
  const conditions = useMemo(
    () => sortConditions(props.conditions),
    [props.conditions],
  );
  if (conditions.length === 0) {
    return (
      <EmptyState
        title={t('workload.noConditionsTitle')}
        description={t('workload.noConditions')}
      />
    );
  }
  return (
    <Section title={t('workload.conditions')}>
      <p className={styles.note}>{t('workload.conditionsOrder')}</p>
      <ol className={styles.timeline}>
        {conditions.map((condition, index) => (
          <li
            key={`${index} ${condition.type}`}
            className={styles.condition}
            data-status={condition.status}
          >
            <span className={styles.time}>
              {condition.lastTransitionTime ? (
                <RelativeTime time={condition.lastTransitionTime} />
              ) : (
                t('workload.undated')
              )}
            </span>
            <span className={styles.dot} aria-hidden="true" />
            <div className={styles.main}>
              <div className={styles.top}>
                <strong>{condition.type}</strong>
                <span>{t(statusTexts[condition.status])}</span>
                {condition.reason && (
                  <code className={styles.reason}>{condition.reason}</code>
                )}
              </div>
              {condition.message && (
                <p className={styles.message}>{condition.message}</p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The newest first; of changes at the same time the one that holds; what has no time last. */
function sortConditions(conditions: readonly Condition[]): Condition[] {
  return [...conditions].sort(
    (one, other) =>
      time(other) - time(one) ||
      Number(other.status === 'True') - Number(one.status === 'True'),
  );
}

function time(condition: Condition): number {
  const parsed = Date.parse(condition.lastTransitionTime ?? '');
  return Number.isNaN(parsed) ? 0 : parsed;
}
