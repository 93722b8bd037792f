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
import { colorOf, letterOf, type ComparedRun } from '../comparedRun';
import { thinned, type Point } from '../data/series';
import { formatNumber } from '../formatNumber';
import styles from '../Compare.module.css';

/** More points than this no screen can show. */
const POINTS = 400;

/** Runs of the same colour in weak eyes differ in their lines. */
const dashes = ['', '7 3', '2 3', '9 3 2 3'];

/** Curves of several runs over each other. Each keeps its own steps. */
export function CurveChart(props: {
  /** What is seen, for people who do not see it. */
  label: string;
  runs: readonly ComparedRun[];
  /** By run. */
  curves: readonly (readonly Point[] | undefined)[];
  xName: string;
  yName: string;
  /** Both axes go from 0 to 1, with the diagonal. */
  isUnit?: boolean;
}) {
  const { label, runs, curves, xName, yName, isUnit = false } = props;
  const locale = useLocale();
  const number = (value: unknown) =>
    typeof value === 'number' ? formatNumber(value, locale) : '';
  const domain = isUnit ? [0, 1] : ['auto', 'auto'];
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
          domain={domain}
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
        {runs.map(({ id, place, detail }, index) => {
          const points = curves[index];
          return (
            points && (
              <Scatter
                key={id}
                name={`${letterOf(place)} ${detail.run.name}`}
                data={thinned(points, POINTS)}
                fill={colorOf(place)}
                line={{
                  stroke: colorOf(place),
                  strokeWidth: 2,
                  strokeDasharray: dashes[place % dashes.length],
                }}
                // Seen by the pointer alone: it tells the numbers there.
                shape={PointArea}
                isAnimationActive={false}
              />
            )
          );
        })}
      </ScatterChart>
    </div>
  );
}

function PointArea(props: { cx?: number; cy?: number }) {
  return <circle cx={props.cx} cy={props.cy} r={6} fill="transparent" />;
}
