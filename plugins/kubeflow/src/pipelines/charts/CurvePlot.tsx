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
import styles from './Charts.module.css';
import { formatNumber } from './formatNumber';
import { thinned, type Point } from './points';

/** More points than this no screen can show. */
const POINTS = 400;

/** A line of a plot. */
export interface PlottedCurve {
  key: string;
  name?: string;
  points: readonly Point[];
  color: string;
  /** As SVG's `stroke-dasharray`. Default: solid */
  dashes?: string;
}

/** Curves over each other, each with its own steps; the numbers are told where the pointer is. */
export function CurvePlot(props: {
  /** What is seen, for people who do not see it. */
  label: string;
  curves: readonly PlottedCurve[];
  xName: string;
  yName: string;
  /** Both axes go from 0 to 1, with the diagonal. */
  isUnit?: boolean;
}) {
  const { label, curves, xName, yName, isUnit = false } = props;
  const locale = useLocale();
  const number = (value: unknown) =>
    typeof value === 'number' ? formatNumber(value, locale) : '';
  return (
    <div role="img" aria-label={label} className={styles.plot}>
      <ScatterChart
        responsive
        style={{ width: '100%', height: 260 }}
        margin={{ top: 8, right: 16, bottom: 20, left: 8 }}
        accessibilityLayer={false}
      >
        <CartesianGrid />
        <XAxis
          type="number"
          dataKey="x"
          name={xName}
          domain={isUnit ? [0, 1] : ['dataMin', 'dataMax']}
          tickFormatter={number}
          label={{ value: xName, position: 'insideBottom', offset: -10 }}
        />
        <YAxis
          type="number"
          dataKey="y"
          name={yName}
          domain={isUnit ? [0, 1] : ['auto', 'auto']}
          tickFormatter={number}
          width={56}
        />
        {isUnit && (
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            strokeDasharray="4 4"
          />
        )}
        <Tooltip
          formatter={number}
          isAnimationActive={false}
          wrapperClassName={styles.tooltip}
        />
        {curves.map(({ key, name, points, color, dashes }) => (
          <Scatter
            key={key}
            name={name}
            data={thinned(points, POINTS)}
            fill={color}
            line={{ stroke: color, strokeWidth: 2, strokeDasharray: dashes }}
            shape={PointArea}
            isAnimationActive={false}
          />
        ))}
      </ScatterChart>
    </div>
  );
}

/** Seen by the pointer alone: it tells the numbers there. */
function PointArea(props: { cx?: number; cy?: number }) {
  return <circle cx={props.cx} cy={props.cy} r={6} fill="transparent" />;
}
