import { CurvePlot } from '../../charts/CurvePlot';
import type { Point } from '../../charts/points';
import { colorOf, letterOf, type ComparedRun } from '../comparedRun';

/** Runs of the same colour in weak eyes differ in their lines. */
const dashes = ['', '7 3', '2 3', '9 3 2 3'];

/** Curves of several runs over each other. */
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
  const { runs, curves, ...others } = props;
  return (
    <CurvePlot
      {...others}
      curves={runs.flatMap(({ id, place, detail }, index) => {
        const points = curves[index];
        return points
          ? [
              {
                key: id,
                name: `${letterOf(place)} ${detail.run.name}`,
                points,
                color: colorOf(place),
                dashes: dashes[place % dashes.length],
              },
            ]
          : [];
      })}
    />
  );
}
