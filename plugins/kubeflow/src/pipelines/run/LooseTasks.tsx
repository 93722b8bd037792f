import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { StateBadge } from '@kubeflow-portal/plugin-kubeflow-react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import { Section } from '../../workload/Section';
import { ShowMore, useShowMore } from '../../workload/ShowMore';
import tables from '../../workload/table.module.css';
import { TaskDuration } from '../graph/TaskDuration';
import { hasWorked } from '../graph/taskStates';
import styles from './RunPage.module.css';

const STEP = 100;

/** Tasks that have no place in the graph, or of a run that has no graph any more. */
export function LooseTasks(props: {
  tasks: readonly RunTask[];
  onTask: (task: RunTask) => void;
}) {
  const { tasks, onTask } = props;
  const { t } = useKubeflowTranslation();
  const { shown, rest, more } = useShowMore(tasks, STEP);
  return (
    <Section title={t('run.looseTasks')}>
      <table className={tables.table} aria-label={t('run.looseTasks')}>
        <thead>
          <tr>
            <th scope="col">{t('run.graph.column.name')}</th>
            <th scope="col">{t('run.graph.column.state')}</th>
            <th scope="col" data-number>
              {t('run.graph.column.duration')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(task => (
            <tr key={task.id}>
              <th scope="row">
                <button
                  type="button"
                  className={styles.link}
                  onClick={() => onTask(task)}
                >
                  {task.name}
                </button>
              </th>
              <td>
                <StateBadge state={task.state} reason={task.message} />
              </td>
              <td data-number>
                {task.startedAt && hasWorked(task.state) ? (
                  <TaskDuration from={task.startedAt} to={task.finishedAt} />
                ) : (
                  '–'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowMore rest={rest} step={STEP} onPress={more} />
    </Section>
  );
}
