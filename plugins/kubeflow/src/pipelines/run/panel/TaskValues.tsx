import type { TaskValue } from '@kubeflow-portal/plugin-kubeflow-common';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { useRunOfPage } from '../RunContext';
import type { SelectedTask } from '../selectedTask';
import { ArtifactList } from '../values/ArtifactList';
import { ValueTable } from '../values/ValueTable';
import { PortTable } from './PortTable';
import styles from './TaskPanel.module.css';

/** What a task was given and what it made. */
export function TaskValues(props: { selected: SelectedTask }) {
  const { node, task } = props.selected;
  const { detail } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const hasValues = task && (task.inputs.length > 0 || task.outputs.length > 0);
  return (
    <>
      {detail.taskModel === 'details' && (
        <p className={styles.note}>{t('run.values.notTold')}</p>
      )}
      {hasValues && (
        <>
          <Values title={t('run.values.inputs')} values={task.inputs} />
          <Values
            title={t('run.values.outputs')}
            values={task.outputs}
            isMade
          />
        </>
      )}
      {!hasValues && detail.taskModel === 'tasks' && (
        <p className={styles.note}>
          {t(task ? 'run.values.noneOfTask' : 'run.values.noneYet')}
        </p>
      )}
      {node && (!hasValues || detail.taskModel === 'details') && (
        <>
          <PortTable
            title={t('run.values.declaredInputs')}
            ports={node.inputs}
          />
          <PortTable
            title={t('run.values.declaredOutputs')}
            ports={node.outputs}
          />
        </>
      )}
    </>
  );
}

function Values(props: {
  title: string;
  values: readonly TaskValue[];
  isMade?: boolean;
}) {
  const { title, values, isMade } = props;
  const parameters = values.filter(({ artifacts }) => artifacts === undefined);
  const artifacts = values.filter(each => each.artifacts !== undefined);
  if (values.length === 0) {
    return null;
  }
  return (
    <Section title={title}>
      {parameters.length > 0 && (
        <ValueTable label={title} values={parameters} />
      )}
      {artifacts.length > 0 && (
        <ArtifactList label={title} values={artifacts} isOpen={isMade} />
      )}
    </Section>
  );
}
