import { Alert, Text } from '@backstage/ui';
import type { PipelineInput } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../../workload/Section';
import styles from './NewRun.module.css';
import { ParameterField } from './ParameterField';
import type { ParameterProblem, ParameterText } from './parameterText';
import { parametersOf } from './runDraft';

/** What the pipeline asks for. */
export function ParametersSection(props: {
  /** Absent: no pipeline has been chosen. */
  inputs: readonly PipelineInput[] | undefined;
  texts: Readonly<Record<string, ParameterText>>;
  onChange: (name: string, text: ParameterText) => void;
  problems: Readonly<Record<string, ParameterProblem>>;
}) {
  const { inputs, texts, onChange, problems } = props;
  const { t } = useKubeflowTranslation();
  const parameters = parametersOf(inputs ?? []);
  const artifacts = (inputs ?? []).filter(
    input => input.is === 'artifact' && !input.isOptional,
  );
  return (
    <Section title={t('newRun.parametersTitle')}>
      {artifacts.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('newRun.artifactInputTitle')}
          description={t('newRun.artifactInput', {
            names: artifacts.map(({ name }) => name).join(', '),
          })}
        />
      )}
      {parameters.length === 0 && (
        <Text color="secondary">
          {t(inputs ? 'newRun.noParameters' : 'newRun.choosePipeline')}
        </Text>
      )}
      {parameters.length > 0 && (
        <div className={styles.fields}>
          {parameters.map(input => (
            <ParameterField
              key={input.name}
              input={input}
              text={texts[input.name]}
              onChange={text => onChange(input.name, text)}
              problem={problems[input.name]}
            />
          ))}
        </div>
      )}
    </Section>
  );
}
