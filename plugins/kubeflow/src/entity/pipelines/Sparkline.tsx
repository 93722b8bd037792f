import styles from './pipelines.module.css';

const WIDTH = 120;
const HEIGHT = 32;
/** Half a line, so that none is cut off. */
const EDGE = 3;

/** Numbers over time as a small line. What it shows is said beside it. */
export function Sparkline(props: { values: readonly number[]; label: string }) {
  const { values, label } = props;
  const least = Math.min(...values);
  const most = Math.max(...values);
  const points = values.map((value, index) => ({
    x:
      values.length === 1
        ? WIDTH / 2
        : EDGE + (index / (values.length - 1)) * (WIDTH - 2 * EDGE),
    y:
      most === least
        ? HEIGHT / 2
        : HEIGHT -
          EDGE -
          ((value - least) / (most - least)) * (HEIGHT - 2 * EDGE),
  }));
  const last = points[points.length - 1];
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {last && <circle cx={last.x} cy={last.y} r={EDGE} />}
    </svg>
  );
}
