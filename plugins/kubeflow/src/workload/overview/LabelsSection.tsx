import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import styles from './LabelsSection.module.css';

/** The labels of an object, in the form that label selectors take. */
export function LabelsSection(props: { labels: Record<string, string> }) {
  const { t } = useKubeflowTranslation();
  const labels = Object.entries(props.labels).sort(([one], [other]) =>
    one.localeCompare(other),
  );
  if (labels.length === 0) {
    return null;
  }
  return (
    <Section title={t('workload.labels')}>
      <ul className={styles.labels}>
        {labels.map(([key, value]) => (
          <li key={key}>
            <span className={styles.key}>{key}=</span>
            {value}
          </li>
        ))}
      </ul>
    </Section>
  );
}
