import { Text } from '@backstage/ui';
import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { CurveChart } from '../charts/CurveChart';
import type { ComparedRun } from '../comparedRun';
import { areaUnder } from '../../charts/classification';
import { rocRows } from '../data/classification';
import { formatNumber } from '../../charts/formatNumber';
import { namesWithout } from '../namesWithout';
import { RunMark } from '../RunMark';
import styles from '../Compare.module.css';

/** ROC curves over each other; nothing where no run has one. */
export function RocSection(props: { runs: readonly ComparedRun[] }) {
  const { runs } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const rows = useMemo(() => rocRows(runs.map(({ detail }) => detail)), [runs]);
  if (rows.length === 0) {
    return null;
  }
  return (
    <Section title={t('compare.roc.title')}>
      <div className={styles.wideCharts}>
        {rows.map(({ key, label, items }) => {
          const missing = namesWithout(runs, items);
          return (
            <figure key={key} className={styles.chart}>
              <figcaption className={styles.caption}>{label}</figcaption>
              <CurveChart
                label={t('compare.roc.chart', { task: label })}
                runs={runs}
                curves={items}
                xName={t('compare.roc.falsePositives')}
                yName={t('compare.roc.recall')}
                isUnit
              />
              <table className={styles.figures} aria-label={label}>
                <thead>
                  <tr>
                    <td />
                    <th scope="col">{t('compare.roc.area')}</th>
                  </tr>
                </thead>
                <tbody>
                  {runs.map(({ id, place, detail }, index) => {
                    const points = items[index];
                    return (
                      points && (
                        <tr key={id}>
                          <th scope="row">
                            <span className={styles.named}>
                              <RunMark place={place} />
                              <span className={styles.legendName}>
                                {detail.run.name}
                              </span>
                            </span>
                          </th>
                          <td>{formatNumber(areaUnder(points), locale)}</td>
                        </tr>
                      )
                    );
                  })}
                </tbody>
              </table>
              {missing && (
                <Text as="p" variant="body-small" color="secondary">
                  {t('compare.roc.missing', { names: missing })}
                </Text>
              )}
            </figure>
          );
        })}
      </div>
    </Section>
  );
}
