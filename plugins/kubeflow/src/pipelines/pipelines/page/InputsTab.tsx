import { RiInputMethodLine } from '@remixicon/react';
import {
  pipelineInputs,
  type PipelineInput,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import tables from '../../../workload/table.module.css';
import { valueText, ValueText } from '../../shell/ValueText';
import styles from './Page.module.css';

/** What a version asks for when it is run. */
export function InputsTab(props: { spec: unknown }) {
  const { spec } = props;
  const { t } = useKubeflowTranslation();
  const inputs = useMemo(() => pipelineInputs(spec), [spec]);
  if (inputs.length === 0) {
    return (
      <EmptyState
        icon={<RiInputMethodLine size={32} />}
        title={t('pipelines.pipeline.noInputs.title')}
        description={t('pipelines.pipeline.noInputs.description')}
      />
    );
  }
  return (
    <div className={tables.scroll}>
      <table
        className={tables.table}
        aria-label={t('pipelines.pipeline.tabs.inputs')}
      >
        <thead>
          <tr>
            <th scope="col">{t('pipelines.column.name')}</th>
            <th scope="col">{t('pipelines.pipeline.type')}</th>
            <th scope="col">{t('pipelines.pipeline.default')}</th>
            <th scope="col">{t('pipelines.pipeline.allowed')}</th>
            <th scope="col">{t('pipelines.upload.description')}</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map(input => (
            <tr key={`${input.is} ${input.name}`}>
              <th scope="row">{input.name}</th>
              <td>{input.type}</td>
              <td>
                <Default input={input} />
              </td>
              <td>{input.literals?.map(valueText).join(', ') ?? '–'}</td>
              <td className={styles.text}>{input.description ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Default(props: { input: PipelineInput }) {
  const { defaultValue, isOptional } = props.input;
  const { t } = useKubeflowTranslation();
  if (defaultValue !== undefined) {
    return <ValueText value={defaultValue} />;
  }
  return (
    <span className={styles.quiet}>
      {isOptional
        ? t('pipelines.pipeline.optional')
        : t('pipelines.pipeline.required')}
    </span>
  );
}
