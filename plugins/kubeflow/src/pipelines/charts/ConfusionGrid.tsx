import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import tables from '../../workload/table.module.css';
import styles from './Charts.module.css';
import type { ConfusionMatrix } from './classification';

/** A matrix whose cells are the darker the larger their share of their row is. */
export function ConfusionGrid(props: {
  matrix: ConfusionMatrix;
  label: string;
}) {
  const { labels, rows } = props.matrix;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  return (
    <div
      className={tables.scroll}
      role="group"
      aria-label={props.label}
      tabIndex={0}
    >
      <table className={styles.matrix} aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{t('compare.confusion.corner')}</th>
            {labels.map((label, index) => (
              <th key={index} scope="col" title={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, actual) => {
            const total = row.reduce((sum, cell) => sum + cell, 0);
            return (
              <tr key={actual}>
                <th scope="row" title={labels[actual]}>
                  {labels[actual]}
                </th>
                {row.map((cell, predicted) => (
                  <td
                    key={predicted}
                    data-right={actual === predicted || undefined}
                    style={{
                      ['--share' as string]: `${total > 0 ? Math.round((cell / total) * 70) : 0}%`,
                    }}
                  >
                    {cell.toLocaleString(locale)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
