import type {
  InputDiff,
  PipelineInput,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { valueText } from '../../shell/ValueText';
import styles from './Compare.module.css';
import { KindBadge } from './KindBadge';

/** The inputs of the pipeline that differ, before and after. */
export function InputChanges(props: { inputs: readonly InputDiff[] }) {
  const { t } = useKubeflowTranslation();
  const words = (input: PipelineInput) =>
    [
      input.type,
      input.isOptional && input.defaultValue === undefined
        ? t('pipelines.pipeline.optional')
        : undefined,
      input.defaultValue !== undefined
        ? `${t('run.values.default')} ${valueText(input.defaultValue)}`
        : undefined,
      input.literals?.map(valueText).join(', '),
      input.description,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <ul className={styles.nodes} aria-label={t('pipelines.compare.inputs')}>
      {props.inputs.map(({ name, kind, before, after }) => (
        <li key={name}>
          <div className={styles.nodeLine}>
            <KindBadge kind={kind} />
            <strong>{name}</strong>
          </div>
          <div className={styles.change}>
            <span>
              {before && <del>{words(before)}</del>}
              {after && <ins>{words(after)}</ins>}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
