import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { colorOf, letterOf, type ComparedRun } from '../comparedRun';
import type { MetricRow } from '../data/metricRows';
import { formatNumber } from '../../charts/formatNumber';
import charts from '../../charts/Charts.module.css';
import styles from '../Compare.module.css';

/** One metric as bars, one for each run. The numbers stand in the table, too. */
export function MetricBars(props: {
  row: MetricRow;
  runs: readonly ComparedRun[];
}) {
  const { row, runs } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const data = runs.map(({ place }, index) => {
    const value = row.values[index];
    return {
      letter: letterOf(place),
      value: value ?? 0,
      text: value === undefined ? '–' : formatNumber(value, locale),
      fill: colorOf(place),
    };
  });
  return (
    <figure
      className={styles.chart}
      role="img"
      aria-label={t('compare.metrics.bar', { name: row.name, task: row.label })}
    >
      <figcaption className={styles.caption}>
        <code>{row.name}</code>
        <span className={styles.where}>{row.label}</span>
      </figcaption>
      <BarChart
        responsive
        className={charts.plot}
        style={{ width: '100%', height: 16 + data.length * 26 }}
        layout="vertical"
        data={data}
        margin={{ top: 4, right: 72, bottom: 4, left: 0 }}
        barCategoryGap={4}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[lowest, highest]} />
        <YAxis
          type="category"
          dataKey="letter"
          width={24}
          axisLine={false}
          tickLine={false}
          interval={0}
        />
        <Bar dataKey="value" radius={3} isAnimationActive={false}>
          <LabelList dataKey="text" position="right" />
        </Bar>
      </BarChart>
    </figure>
  );
}

/** Bars begin at zero: their lengths are compared. */
const lowest = (least: number) => Math.min(0, least);
const highest = (most: number) => Math.max(0, most);
