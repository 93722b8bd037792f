import { Text } from '@backstage/ui';
import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { accuracyOf, type ConfusionMatrix } from '../../charts/classification';
import { ConfusionGrid } from '../../charts/ConfusionGrid';
import type { ComparedRun } from '../comparedRun';
import { confusionRows } from '../data/classification';
import { RunMark } from '../RunMark';
import styles from '../Compare.module.css';

/** Confusion matrices side by side; nothing where no run has one. */
export function ConfusionSection(props: { runs: readonly ComparedRun[] }) {
  const { runs } = props;
  const { t } = useKubeflowTranslation();
  const rows = useMemo(
    () => confusionRows(runs.map(({ detail }) => detail)),
    [runs],
  );
  if (rows.length === 0) {
    return null;
  }
  return (
    <Section title={t('compare.confusion.title')}>
      {rows.map(({ key, label, items }) => (
        <div key={key} className={styles.group}>
          <span className={styles.caption}>{label}</span>
          <div className={styles.charts}>
            {runs.map((run, index) => (
              <figure key={run.id} className={styles.chart}>
                <figcaption className={styles.named}>
                  <RunMark place={run.place} />
                  <span className={styles.legendName}>
                    {run.detail.run.name}
                  </span>
                </figcaption>
                <Matrix
                  matrix={items[index]}
                  label={t('compare.confusion.matrix', {
                    task: label,
                    name: run.detail.run.name,
                  })}
                />
              </figure>
            ))}
          </div>
        </div>
      ))}
    </Section>
  );
}

function Matrix(props: { matrix: ConfusionMatrix | undefined; label: string }) {
  const { matrix, label } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  if (!matrix) {
    return <Text color="secondary">{t('compare.confusion.none')}</Text>;
  }
  const accuracy = accuracyOf(matrix);
  return (
    <>
      <ConfusionGrid matrix={matrix} label={label} />
      <Text as="p" variant="body-small" color="secondary">
        {accuracy === undefined
          ? t('compare.confusion.noCases')
          : t('compare.confusion.accuracy', {
              percent: accuracy.toLocaleString(locale, {
                style: 'percent',
                maximumFractionDigits: 1,
              }),
            })}
      </Text>
    </>
  );
}
