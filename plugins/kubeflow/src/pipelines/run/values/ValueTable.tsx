import type { TaskValue } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import tables from '../../../workload/table.module.css';
import { valueText } from '../../artifacts/scalars';
import styles from './Values.module.css';

/** Parameters and their values. */
export function ValueTable(props: {
  label: string;
  values: readonly Pick<TaskValue, 'name' | 'value' | 'producer'>[];
}) {
  const { label, values } = props;
  const { t } = useKubeflowTranslation();
  const hasProducers = values.some(({ producer }) => producer);
  return (
    <div className={tables.scroll}>
      <table className={tables.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('run.values.name')}</th>
            <th scope="col">{t('run.values.value')}</th>
            {hasProducers && <th scope="col">{t('run.values.from')}</th>}
          </tr>
        </thead>
        <tbody>
          {values.map(({ name, value, producer }, index) => (
            <tr key={`${index} ${name}`}>
              <th scope="row">{name}</th>
              <td>
                <span className={styles.value} tabIndex={0}>
                  {value === undefined ? '–' : valueText(value)}
                </span>
              </td>
              {hasProducers && <td>{producer ?? '–'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
