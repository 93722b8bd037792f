import { Button, Select, TextAreaField, TextField } from '@backstage/ui';
import type { PipelineInput } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './NewRun.module.css';
import {
  parameterText,
  type ParameterProblem,
  type ParameterText,
} from './parameterText';
import { invalid } from './invalid';

/** More than this in a default says nothing in one line. */
const MAX_DEFAULT = 120;

/** One input of a pipeline, with a field for its type. */
export function ParameterField(props: {
  input: PipelineInput;
  text: ParameterText;
  onChange: (text: ParameterText) => void;
  /** Shown when set. */
  problem: ParameterProblem | undefined;
}) {
  const { input, text, onChange, problem } = props;
  const { t } = useKubeflowTranslation();
  const label = input.name;
  const message = problem && t(`newRun.problem.${problem}`);
  const isRequired = !input.isOptional && input.defaultValue === undefined;
  const common = {
    label,
    secondaryLabel: useTypeName(input.type),
    description: [input.description, useDefaultText(input)]
      .filter(Boolean)
      .join(' '),
    isRequired,
    ...invalid(message),
  };
  const shown = text ?? parameterText(input.defaultValue);
  const reset = text !== undefined && !isRequired && (
    <Button
      size="small"
      variant="tertiary"
      className={styles.reset}
      onPress={() => onChange(undefined)}
      aria-label={`${t('newRun.useDefault')}: ${label}`}
    >
      {t('newRun.useDefault')}
    </Button>
  );
  const choices = useChoices(input);
  if (choices) {
    return (
      <div className={styles.parameter}>
        <Select
          label={label}
          secondaryLabel={common.secondaryLabel}
          description={common.description}
          isRequired={isRequired}
          isInvalid={problem !== undefined}
          value={shown === '' ? null : shown}
          onChange={key => onChange(key === null ? undefined : String(key))}
          options={choices}
        />
        {message && <p className={styles.problem}>{message}</p>}
        {reset}
      </div>
    );
  }
  return (
    <div className={styles.parameter}>
      {input.type === 'LIST' || input.type === 'STRUCT' ? (
        <TextAreaField
          {...common}
          className={styles.code}
          rows={Math.min(12, Math.max(3, shown.split('\n').length))}
          value={shown}
          onChange={onChange}
          spellCheck="false"
        />
      ) : (
        <TextField
          {...common}
          value={shown}
          onChange={onChange}
          inputMode={
            input.type === 'NUMBER_INTEGER'
              ? 'numeric'
              : input.type === 'NUMBER_DOUBLE'
                ? 'decimal'
                : 'text'
          }
          autoComplete="off"
        />
      )}
      {reset}
    </div>
  );
}

const typeNames = [
  'STRING',
  'NUMBER_INTEGER',
  'NUMBER_DOUBLE',
  'BOOLEAN',
  'LIST',
  'STRUCT',
] as const;

function useTypeName(type: string): string {
  const { t } = useKubeflowTranslation();
  const known = typeNames.find(name => name === type);
  return t(`newRun.type.${known ?? 'other'}`);
}

function useDefaultText(input: PipelineInput): string | undefined {
  const { t } = useKubeflowTranslation();
  if (input.defaultValue === undefined) {
    return input.isOptional ? t('newRun.defaultNone') : undefined;
  }
  const value = JSON.stringify(input.defaultValue);
  return t('newRun.default', {
    value:
      value.length > MAX_DEFAULT ? `${value.slice(0, MAX_DEFAULT)}…` : value,
  });
}

/** The values of an input that has few. */
function useChoices(
  input: PipelineInput,
): { value: string; label: string }[] | undefined {
  const { t } = useKubeflowTranslation();
  if (input.literals) {
    return input.literals.map(literal => {
      const value = parameterText(literal);
      return { value, label: value };
    });
  }
  return input.type === 'BOOLEAN'
    ? [
        { value: 'true', label: t('newRun.yes') },
        { value: 'false', label: t('newRun.no') },
      ]
    : undefined;
}
