import {
  Duration,
  RelativeTime,
  StateBadge,
  useRunPods,
  WorkloadLink,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { Section } from '../../../workload/Section';
import { hasWorked } from '../../graph/taskStates';
import { RunDiagnosis } from '../diagnosis/RunDiagnosis';
import { useRunOfPage } from '../RunContext';
import type { SelectedTask } from '../selectedTask';
import { Fact } from './Fact';
import { NodeFacts } from './NodeFacts';
import styles from './TaskPanel.module.css';

/** How a task went and why, what it started, and what it was asked to do. */
export function TaskOverview(props: { selected: SelectedTask }) {
  const { node, task } = props.selected;
  const { t } = useKubeflowTranslation();
  return (
    <>
      {task && <RunDiagnosis taskId={task.id} />}
      {task?.message ? (
        <p className={styles.message}>{task.message}</p>
      ) : (
        <p className={styles.quiet}>
          {task
            ? t(`run.panel.explain.${task.state}`)
            : props.selected.tasks.length === 0 && t('run.panel.notReached')}
        </p>
      )}
      {task && <TaskFacts selected={props.selected} />}
      {node && (
        <Section title={t('run.panel.asked')}>
          <NodeFacts node={node} />
        </Section>
      )}
    </>
  );
}

function TaskFacts(props: { selected: SelectedTask }) {
  const { task } = props.selected;
  const { t } = useKubeflowTranslation();
  const { ref, isLive } = useRunOfPage();
  const pods = useRunPods(ref, { isLive });
  if (!task) {
    return null;
  }
  const launched = (pods.data?.launched ?? []).filter(
    ({ taskId }) => taskId === task.id,
  );
  const { createdAt, startedAt, finishedAt, attempts, podNames } = task;
  const tries = attempts ?? podNames.length;
  return (
    <>
      <dl className={styles.facts}>
        {startedAt && hasWorked(task.state) && (
          <Fact label={t('run.panel.duration')}>
            <Duration from={startedAt} to={finishedAt} />
          </Fact>
        )}
        {createdAt && startedAt && createdAt < startedAt && (
          <Fact label={t('run.panel.waited')}>
            <Duration from={createdAt} to={startedAt} />
          </Fact>
        )}
        {startedAt && (
          <Fact label={t('run.panel.started')}>
            <RelativeTime time={startedAt} />
          </Fact>
        )}
        {finishedAt && (
          <Fact label={t('run.panel.finished')}>
            <RelativeTime time={finishedAt} />
          </Fact>
        )}
        {tries > 0 && <Fact label={t('run.panel.attempts')}>{tries}</Fact>}
        <Fact label={t('run.panel.id')}>
          <code className={styles.inline}>{task.id}</code>
        </Fact>
      </dl>
      {launched.length > 0 && (
        <Section title={t('run.panel.launched')}>
          <ul className={styles.list}>
            {launched.map(workload => (
              <li
                key={`${workload.kind} ${workload.name}`}
                className={styles.launched}
              >
                <StateBadge state={workload.state} />
                <WorkloadLink workload={workload} />
                {workload.message && (
                  <span className={styles.quiet}>{workload.message}</span>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
