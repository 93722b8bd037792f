import { Text } from '@backstage/ui';
import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { ShowMore, useShowMore } from '../../../workload/ShowMore';
import { CurveChart } from '../charts/CurveChart';
import type { ComparedRun } from '../comparedRun';
import type { Point } from '../../charts/points';
import { curveRows, type CurveRow } from '../data/series';
import { formatNumber } from '../../charts/formatNumber';
import { namesWithout } from '../namesWithout';
import { RunLegend, RunMark } from '../RunMark';
import styles from '../Compare.module.css';

/** Charts before more are asked for. */
const CHARTS = 6;

/** What was measured again and again, over the steps. */
export function CurvesSection(props: { runs: readonly ComparedRun[] }) {
  const { runs } = props;
  const { t } = useKubeflowTranslation();
  const rows = useMemo(
    () => curveRows(runs.map(({ detail }) => detail)),
    [runs],
  );
  const { shown, rest, more } = useShowMore(rows, CHARTS);
  return (
    <Section title={t('compare.curves.title')}>
      {rows.length === 0 ? (
        <Text color="secondary">{t('compare.curves.none')}</Text>
      ) : (
        <>
          <RunLegend runs={runs} />
          <div className={styles.wideCharts}>
            {shown.map(row => (
              <Curve key={row.key} row={row} runs={runs} />
            ))}
          </div>
          <ShowMore rest={rest} step={CHARTS} onPress={more} />
        </>
      )}
    </Section>
  );
}

function Curve(props: { row: CurveRow; runs: readonly ComparedRun[] }) {
  const { row, runs } = props;
  const { t } = useKubeflowTranslation();
  const missing = namesWithout(runs, row.curves);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <code>{row.name}</code>
        <span className={styles.where}>{row.label}</span>
      </figcaption>
      <CurveChart
        label={t('compare.curves.chart', { name: row.name, task: row.label })}
        runs={runs}
        curves={row.curves}
        xName={t('compare.curves.step')}
        yName={row.name}
      />
      <Figures row={row} runs={runs} />
      {missing && (
        <Text as="p" variant="body-small" color="secondary">
          {t('compare.curves.missing', { names: missing })}
        </Text>
      )}
    </figure>
  );
}

/** The curve in four numbers. */
function Figures(props: { row: CurveRow; runs: readonly ComparedRun[] }) {
  const { row, runs } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const columns = ['first', 'last', 'least', 'most'] as const;
  return (
    <table className={styles.figures} aria-label={row.name}>
      <thead>
        <tr>
          <td />
          {columns.map(column => (
            <th key={column} scope="col">
              {t(`compare.curves.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, place, detail }, index) => {
          const points = row.curves[index];
          return (
            points && (
              <tr key={id}>
                <th scope="row" title={detail.run.name}>
                  <RunMark place={place} />
                </th>
                {columns.map(column => (
                  <td key={column}>
                    {formatNumber(figureOf(points)[column], locale)}
                  </td>
                ))}
              </tr>
            )
          );
        })}
      </tbody>
    </table>
  );
}

function figureOf(points: readonly Point[]) {
  const [first] = points;
  const fold = (better: (one: number, other: number) => number) =>
    points.reduce((best, { y }) => better(best, y), first.y);
  return {
    first: first.y,
    last: points[points.length - 1].y,
    least: fold(Math.min),
    most: fold(Math.max),
  };
}
