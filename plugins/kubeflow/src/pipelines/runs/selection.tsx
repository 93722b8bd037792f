import { Checkbox } from '@backstage/ui';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useKubeflowTranslation } from '../../translation/useKubeflowTranslation';
import styles from './Runs.module.css';

/** The runs that a person has marked. */
export interface RunSelection {
  /** In the order in which they were marked; a run stays marked though it leaves the list. */
  runs: readonly Run[];
  has: (id: string) => boolean;
  /** @param extend - Marks all from the last one that was marked to this one */
  toggle: (run: Run, extend: boolean) => void;
  set: (runs: readonly Run[]) => void;
  /** Those that are loaded. */
  all: readonly Run[];
}

const SelectionContext = createContext<RunSelection | undefined>(undefined);

/** Keeps which runs are marked. */
export function useRunSelection(loaded: readonly Run[]): RunSelection {
  const [marked, setMarked] = useState<ReadonlyMap<string, Run>>(new Map());
  const last = useRef<string>();
  const toggle = useCallback(
    (run: Run, extend: boolean) => {
      const from = loaded.findIndex(({ id }) => id === last.current);
      const to = loaded.findIndex(({ id }) => id === run.id);
      last.current = run.id;
      setMarked(current => {
        const next = new Map(current);
        if (extend && from >= 0 && to >= 0) {
          for (const each of loaded.slice(
            Math.min(from, to),
            Math.max(from, to) + 1,
          )) {
            next.set(each.id, each);
          }
        } else if (!next.delete(run.id)) {
          next.set(run.id, run);
        }
        return next;
      });
    },
    [loaded],
  );
  const set = useCallback(
    (runs: readonly Run[]) =>
      setMarked(new Map(runs.map(run => [run.id, run]))),
    [],
  );
  return useMemo(() => {
    // What is loaded is newer than what was marked.
    const fresh = new Map(loaded.map(run => [run.id, run]));
    return {
      runs: [...marked.values()].map(run => fresh.get(run.id) ?? run),
      has: id => marked.has(id),
      toggle,
      set,
      all: loaded,
    };
  }, [loaded, marked, toggle, set]);
}

/** Gives the checkboxes below what they show and change. */
export function SelectionProvider(props: {
  value: RunSelection;
  children: ReactNode;
}) {
  return (
    <SelectionContext.Provider value={props.value}>
      {props.children}
    </SelectionContext.Provider>
  );
}

/** Marks one run. With shift held, all from the last one on. */
export function SelectRun(props: { run: Run }) {
  const { run } = props;
  const { t } = useKubeflowTranslation();
  const selection = useContext(SelectionContext);
  const isExtending = useRef(false);
  if (!selection) {
    return null;
  }
  return (
    <span
      className={styles.select}
      onPointerDownCapture={event => {
        isExtending.current = event.shiftKey;
      }}
      onKeyDownCapture={event => {
        isExtending.current = event.shiftKey;
      }}
    >
      <Checkbox
        aria-label={t('runs.selectRun', { name: run.name })}
        isSelected={selection.has(run.id)}
        onChange={() => selection.toggle(run, isExtending.current)}
      />
    </span>
  );
}

/** Marks all that are loaded, or none. */
export function SelectAll() {
  const { t } = useKubeflowTranslation();
  const selection = useContext(SelectionContext);
  if (!selection) {
    return null;
  }
  const { all, runs } = selection;
  const marked = all.filter(({ id }) => selection.has(id)).length;
  return (
    <span className={styles.select}>
      <Checkbox
        aria-label={t('runs.selectAll')}
        isSelected={all.length > 0 && marked === all.length}
        isIndeterminate={runs.length > 0 && marked < all.length}
        isDisabled={all.length === 0}
        onChange={isSelected => selection.set(isSelected ? all : [])}
      />
    </span>
  );
}
