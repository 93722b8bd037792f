import type { Workload } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../Section';
import tables from '../table.module.css';

const columns = ['desired', 'active', 'ready', 'succeeded', 'failed'] as const;

/** The groups of pods and how many of each are where; columns in which nothing is known are left out. */
export function ReplicasSection(props: { replicas: Workload['replicas'] }) {
  const { replicas } = props;
  const { t } = useKubeflowTranslation();
  if (replicas.length === 0) {
    return null;
  }
  const shown = columns.filter(column =>
    replicas.some(replica => replica[column] !== undefined),
  );
  return (
    <Section title={t('workload.replicas')}>
      <div
        className={tables.scroll}
        tabIndex={0}
        role="group"
        aria-label={t('workload.replicas')}
      >
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('workload.role')}</th>
              {shown.map(column => (
                <th key={column} scope="col" data-number>
                  {t(`workload.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {replicas.map((replica, index) => (
              <tr key={`${index} ${replica.name}`}>
                <th scope="row">{replica.name}</th>
                {shown.map(column => (
                  <td
                    key={column}
                    data-number
                    data-bad={column === 'failed' && !!replica.failed}
                  >
                    {replica[column] ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
