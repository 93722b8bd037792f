import { memo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import boxes from './boxes.module.css';
import type { FlowLine } from './flowTypes';
import styles from './GraphCanvas.module.css';

const types = ['data', 'order', 'exit'] as const;

/** What the kinds of lines mean; only those that there are. */
export const GraphLegend = memo(function GraphLegend(props: {
  lines: readonly FlowLine[];
}) {
  const { t } = useKubeflowTranslation();
  const present = new Set(props.lines.map(({ data }) => data?.line.type));
  const shown = types.filter(type => present.has(type));
  if (shown.length < 2) {
    return null;
  }
  return (
    <ul className={styles.legend} aria-label={t('run.graph.legend')}>
      {shown.map(type => (
        <li key={type}>
          <svg width="28" height="8" aria-hidden="true">
            <path d="M0,4 L28,4" className={boxes.path} data-type={type} />
          </svg>
          {t(`run.graph.${type}`)}
        </li>
      ))}
    </ul>
  );
});
