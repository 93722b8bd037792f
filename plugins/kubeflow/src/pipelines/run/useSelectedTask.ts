import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { GraphIndex } from '../graph/graphIndex';
import { parseIterations, writeIteration } from '../graph/iterations';
import { selectedTask, type SelectedTask } from './selectedTask';

/** What belongs to the task that is looked at, and not to the next one. */
const ownNames = ['pod', 'container', 'line', 'previous'];

/** The task that is looked at, and the ways to look at another. */
export function useSelectedTask(
  index: GraphIndex | undefined,
  tasks: readonly RunTask[],
): {
  selected: SelectedTask | undefined;
  /** The address names a task that the run does not have. */
  isUnknown: boolean;
  selectNode: (id: string | undefined) => void;
  /** Shows the iterations that it belongs to as well. */
  selectTask: (task: RunTask) => void;
} {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const asked = search.get('task') || undefined;
  const selected = useMemo(
    () =>
      selectedTask(
        index,
        tasks,
        asked,
        parseIterations(new URLSearchParams(text)),
      ),
    [index, tasks, asked, text],
  );
  const selectNode = useCallback(
    (id: string | undefined) =>
      setSearch(current => {
        const changed = withoutOwn(current);
        if (id === undefined) {
          changed.delete('task');
          changed.delete('part');
        } else {
          changed.set('task', id);
        }
        return changed;
      }),
    [setSearch],
  );
  const selectTask = useCallback(
    (task: RunTask) =>
      setSearch(current => {
        let changed = withoutOwn(current);
        changed.set('task', task.id);
        index?.loopsAround(task.path).forEach(({ id }, depth) => {
          changed = writeIteration(changed, id, task.iterations[depth]);
        });
        return changed;
      }),
    [setSearch, index],
  );
  return {
    selected,
    isUnknown: asked !== undefined && selected === undefined,
    selectNode,
    selectTask,
  };
}

function withoutOwn(search: URLSearchParams): URLSearchParams {
  const changed = new URLSearchParams(search);
  ownNames.forEach(name => changed.delete(name));
  return changed;
}
