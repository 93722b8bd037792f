import { useLocale } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import tables from '../../../workload/table.module.css';
import { formatNumber } from '../../charts/formatNumber';

/** Scalar metrics: names and numbers. */
export function MetricsPreview(props: {
  label: string;
  metrics: readonly (readonly [name: string, value: number])[];
}) {
  const { label, metrics } = props;
  const { t } = useKubeflowTranslation();
  const locale = useLocale();
  return (
    <table className={tables.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('run.artifact.metric')}</th>
          <th scope="col" data-number>
            {t('run.artifact.value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {metrics.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-number title={String(value)}>
              {formatNumber(value, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
