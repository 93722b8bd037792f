import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  AcceleratorList,
  Duration,
  RelativeTime,
} from '@kubeflow-portal/plugin-kubeflow-react';
import type { ReactNode } from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { useKindName } from '../useKindName';
import { Section } from '../Section';
import styles from './DetailsSection.module.css';
import { FactValue, useFactLabel } from './FactValue';

/** What it was asked to do and with what: facts of its kind, accelerators, queue and times. */
export function DetailsSection(props: { detail: WorkloadDetail }) {
  const { workload, facts, apiVersion } = props.detail;
  const { t } = useKubeflowTranslation();
  const kind = useKindName(workload.kind);
  const labelOf = useFactLabel();
  return (
    <Section title={t('workload.details')}>
      <dl className={styles.list}>
        <Line label={t('workload.kind')}>
          {kind} <span className={styles.quiet}>{apiVersion}</span>
        </Line>
        {facts.map((fact, index) => (
          <Line key={`${index} ${fact.key}`} label={labelOf(fact.key)}>
            <FactValue fact={fact} cluster={workload.cluster} />
          </Line>
        ))}
        {workload.queue && (
          <Line label={t('workload.queue')}>{workload.queue}</Line>
        )}
        <Line label={t('workload.accelerators')}>
          {workload.accelerators.length > 0 ? (
            <AcceleratorList accelerators={workload.accelerators} />
          ) : (
            <span className={styles.quiet}>{t('workload.none')}</span>
          )}
        </Line>
        <Line label={t('workload.created')}>
          <RelativeTime time={workload.createdAt} />
        </Line>
        {workload.startedAt && (
          <Line label={t('workload.started')}>
            <RelativeTime time={workload.startedAt} />
          </Line>
        )}
        {workload.finishedAt && (
          <Line label={t('workload.finished')}>
            <RelativeTime time={workload.finishedAt} />
          </Line>
        )}
        {workload.startedAt && (
          <Line label={t('workload.duration')}>
            <Duration from={workload.startedAt} to={workload.finishedAt} />
          </Line>
        )}
        <Line label={t('workload.uid')}>
          <code className={styles.code}>{workload.uid}</code>
        </Line>
      </dl>
    </Section>
  );
}

function Line(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
