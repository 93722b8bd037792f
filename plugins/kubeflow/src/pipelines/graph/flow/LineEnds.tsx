import styles from './boxes.module.css';

/**
 * Where lines begin and end. React Flow looks for these when it measures a box, and draws no line to one without;
 * its own `Handle` would ask the store at every move of the graph, twice per box.
 */
export function LineEnds() {
  return (
    <>
      <i className={`target ${styles.lineEnd}`} data-handlepos="top" />
      <i className={`source ${styles.lineEnd}`} data-handlepos="bottom" />
    </>
  );
}
