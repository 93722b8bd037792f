import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, SelectItem } from '@backstage/ui';
import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { kubeflowReactTranslationRef } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { useKubeflowTranslation } from '../../../translation/useKubeflowTranslation';
import { useRunOfPage } from '../RunContext';
import type { SelectedTask } from '../selectedTask';
import styles from './TaskPanel.module.css';

/** More choices than this are looked for rather than scrolled to. */
const SEARCH_FROM = 12;

/** Which of the iterations of a task is looked at; nothing for a task outside of loops. */
export function InstancePicker(props: {
  selected: SelectedTask;
  onTask: (task: RunTask) => void;
}) {
  const { selected, onTask } = props;
  const { task, tasks, node } = selected;
  const { index } = useRunOfPage();
  const { t } = useKubeflowTranslation();
  const { t: word } = useTranslationRef(kubeflowReactTranslationRef);
  const loops = useMemo(
    () => (node ? (index?.loopsAround(node.id) ?? []) : []),
    [index, node],
  );
  const items = useMemo(
    () =>
      [...tasks].sort(byIterations).map(each => ({
        id: each.id,
        title: [
          ...each.iterations.map((number, depth) =>
            t('run.panel.iteration', {
              loop: loops[depth]?.name ?? '',
              number: String(number + 1),
            }),
          ),
          word(`state.${each.state}`),
        ].join(', '),
      })),
    [tasks, loops, t, word],
  );
  if (loops.length === 0 || items.length === 0) {
    return null;
  }
  return (
    <Select
      className={styles.instances}
      size="small"
      label={t('run.panel.instance')}
      placeholder={t('run.panel.instancePlaceholder')}
      value={task?.id ?? null}
      onChange={key => {
        const chosen = tasks.find(({ id }) => id === key);
        if (chosen) {
          onTask(chosen);
        }
      }}
      items={items}
      search={
        items.length >= SEARCH_FROM
          ? { placeholder: t('run.graph.find') }
          : undefined
      }
    >
      {item => (
        <SelectItem id={item.id} textValue={item.title}>
          {item.title}
        </SelectItem>
      )}
    </Select>
  );
}

function byIterations(one: RunTask, other: RunTask): number {
  for (const [depth, number] of one.iterations.entries()) {
    const difference = number - (other.iterations[depth] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
