import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import {
  CartesianGrid,
  ReferenceLine,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { thinned, type Point } from '../../compare/data/series';
import { formatNumber } from '../../compare/formatNumber';
import styles from '../Artifacts.module.css';

/** More points than this no screen can show. */
const POINTS = 400;

/** One ROC curve, with the diagonal of pure chance. */
export function RocCurve(props: { label: string; points: readonly Point[] }) {
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  const number = (value: unknown) =>
    typeof value === 'number' ? formatNumber(value, locale) : '';
  return (
    <div role="img" aria-label={props.label} className={styles.plot}>
      <ScatterChart
        responsive
        style={{ width: '100%', height: 240 }}
        margin={{ top: 8, right: 16, bottom: 20, left: 8 }}
        accessibilityLayer={false}
      >
        <CartesianGrid />
        <XAxis
          type="number"
          dataKey="x"
          name={t('run.artifact.falsePositives')}
          domain={[0, 1]}
          tickFormatter={number}
          label={{
            value: t('run.artifact.falsePositives'),
            position: 'insideBottom',
            offset: -10,
          }}
        />
        <YAxis
          type="number"
          dataKey="y"
          name={t('run.artifact.truePositives')}
          domain={[0, 1]}
          tickFormatter={number}
          width={48}
        />
        <ReferenceLine
          segment={[
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ]}
          strokeDasharray="4 4"
        />
        <Tooltip
          formatter={number}
          isAnimationActive={false}
          wrapperClassName={styles.tooltip}
        />
        <Scatter
          data={thinned(props.points, POINTS)}
          line={{ stroke: 'var(--bui-fg-info)', strokeWidth: 2 }}
          shape={PointArea}
          isAnimationActive={false}
        />
      </ScatterChart>
    </div>
  );
}

/** Seen by the pointer alone: it tells the numbers there. */
function PointArea(props: { cx?: number; cy?: number }) {
  return <circle cx={props.cx} cy={props.cy} r={6} fill="transparent" />;
}
