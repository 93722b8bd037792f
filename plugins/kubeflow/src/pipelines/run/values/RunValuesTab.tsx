import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { EmptyState } from '@kubeflow-portal/plugin-kubeflow-react';
import { RiDatabase2Line } from '@remixicon/react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { ShowMore, useShowMore } from '../../../workload/ShowMore';
import { isGroup, labelOf } from '../../taskLabel';
import { runParameters } from '../../runParameters';
import page from '../RunPage.module.css';
import { useRunOfPage } from '../RunContext';
import { ArtifactList } from './ArtifactList';
import styles from './Values.module.css';
import { ValueTable } from './ValueTable';

const STEP = 20;

/** What the run was given, and what its tasks made. */
export function RunValuesTab(props: { onTask: (task: RunTask) => void }) {
  const { detail } = useRunOfPage();
  const { pipelineRoot, taskModel, tasks } = detail;
  const { t } = useKubeflowTranslation();
  const inputs = useMemo(
    () =>
      runParameters(detail).map(({ name, value, isDefault }) => ({
        name,
        value,
        ...(isDefault && { producer: t('run.values.default') }),
      })),
    [detail, t],
  );
  const makers = useMemo(
    () =>
      tasks.filter(
        task =>
          !isGroup(task.type) &&
          task.outputs.some(({ artifacts = [] }) => artifacts.length > 0),
      ),
    [tasks],
  );
  const { shown, rest, more } = useShowMore(makers, STEP);
  return (
    <div className={page.parts}>
      <Section title={t('run.values.parameters')}>
        {inputs.length === 0 ? (
          <p className={styles.note}>{t('run.values.noParameters')}</p>
        ) : (
          <ValueTable label={t('run.values.parameters')} values={inputs} />
        )}
        {pipelineRoot && (
          <p className={styles.note}>
            {t('run.values.root')}{' '}
            <code className={styles.code}>{pipelineRoot}</code>
          </p>
        )}
      </Section>
      {makers.length === 0 ? (
        <EmptyState
          icon={<RiDatabase2Line size={32} />}
          title={t('run.values.noArtifactsTitle')}
          description={t(
            taskModel === 'details'
              ? 'run.values.notTold'
              : 'run.values.noArtifacts',
          )}
        />
      ) : (
        <>
          {shown.map(task => (
            <Section
              key={task.id}
              title={labelOf(task)}
              actions={
                <button
                  type="button"
                  className={page.link}
                  onClick={() => props.onTask(task)}
                >
                  {t('run.values.showTask')}
                </button>
              }
            >
              <ArtifactList
                label={labelOf(task)}
                values={task.outputs.filter(each => each.artifacts)}
                isOpen={makers.length <= 3}
              />
            </Section>
          ))}
          <ShowMore rest={rest} step={STEP} onPress={more} />
        </>
      )}
    </div>
  );
}
