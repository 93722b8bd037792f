import { colorOf, letterOf, type ComparedRun } from './comparedRun';
import styles from './Compare.module.css';

/** The letter of a run in its colour. */
export function RunMark(props: { place: number }) {
  const { place } = props;
  return (
    <span className={styles.mark} style={{ background: colorOf(place) }}>
      {letterOf(place)}
    </span>
  );
}

/** Which colour and letter is which run, above a chart. */
export function RunLegend(props: { runs: readonly ComparedRun[] }) {
  return (
    <ul className={styles.legend}>
      {props.runs.map(({ id, place, detail }) => (
        <li key={id}>
          <RunMark place={place} />
          <span className={styles.legendName} title={detail.run.name}>
            {detail.run.name}
          </span>
        </li>
      ))}
    </ul>
  );
}
