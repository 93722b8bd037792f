import type { WorkloadDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  StateBadge,
  useKinds,
  WorkloadLink,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import { ShowMore, useShowMore } from '../ShowMore';
import { useKindName } from '../useKindName';
import styles from './RelatedSection.module.css';

const STEP = 20;

/** What controllers made for this object, such as its JobSet and its place in the queue. */
export function RelatedSection(props: { detail: WorkloadDetail }) {
  const { parts, workload } = props.detail;
  const { t } = useKubeflowTranslation();
  const { byId } = useKinds();
  const kind = useKindName(workload.kind);
  const { shown, rest, more } = useShowMore(parts, STEP);
  if (parts.length === 0) {
    return null;
  }
  return (
    <Section title={t('workload.related', { kind })}>
      <ul className={styles.list}>
        {shown.map(part => (
          <li key={part.uid} className={styles.part}>
            <StateBadge
              state={part.state}
              reason={part.reason}
              deleting={part.deleting}
            />
            <span className={styles.name}>
              <span className={styles.kind}>
                {byId.get(part.kind)?.kind ?? part.kind}
              </span>{' '}
              <WorkloadLink workload={part} />
            </span>
            {part.message && (
              <span className={styles.message}>{part.message}</span>
            )}
          </li>
        ))}
      </ul>
      <ShowMore rest={rest} step={STEP} onPress={more} />
    </Section>
  );
}
