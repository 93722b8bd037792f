import {
  isTerminalState,
  type Workload,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { memo, useEffect, useRef, useState, type MouseEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useWorkloadHref } from '../../hooks/useWorkloadHref';
import { AcceleratorList } from '../AcceleratorList';
import { ProgressCell } from '../ProgressCell';
import { RelativeTime } from '../RelativeTime';
import { StateBadge } from '../StateBadge';
import type { CellContext, WorkloadColumn } from './columns';
import { NameCell } from './NameCell';
import styles from './WorkloadTable.module.css';

interface WorkloadRowProps {
  workload: Workload;
  columns: readonly WorkloadColumn[];
  context: CellContext;
  /** Position in the list, from 0. */
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  height: number;
  isCard: boolean;
}

/** One object of a list. A click anywhere on it opens the object's page; its name is the link. */
export const WorkloadRow = memo(function WorkloadRow(props: WorkloadRowProps) {
  const { workload, columns, context, index, top, height, isCard } = props;
  const open = useOpenWorkload(workload);
  const isFresh = useHasJustChanged(workload.state);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={isCard ? styles.card : styles.row}
      data-fresh={isFresh || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={open}
      onAuxClick={open}
    >
      {isCard ? (
        <CardCells workload={workload} context={context} />
      ) : (
        columns.map(column => (
          <div
            key={column.id}
            role={column.id === 'name' ? 'rowheader' : 'cell'}
            className={styles.cell}
            data-number={column.isNumber}
          >
            {column.render(workload, context)}
          </div>
        ))
      )}
    </div>
  );
});

/** What a narrow screen has room for. */
function CardCells(props: { workload: Workload; context: CellContext }) {
  const { workload, context } = props;
  const place = [
    context.kinds.get(workload.kind)?.title.one ?? workload.kind,
    workload.namespace,
    context.clusterTitles.size > 1
      ? (context.clusterTitles.get(workload.cluster) ?? workload.cluster)
      : undefined,
  ].filter(part => part !== undefined);
  return (
    <>
      <div role="cell" className={styles.cardLine}>
        <StateBadge
          state={workload.state}
          deleting={workload.deleting}
          reason={workload.reason}
        />
        <span className={styles.cardEnd}>
          <RelativeTime time={workload.createdAt} />
        </span>
      </div>
      <div role="rowheader" className={styles.cell}>
        <NameCell workload={workload} />
      </div>
      <div role="cell" className={styles.cardLine}>
        <span className={styles.place}>{place.join(' · ')}</span>
        <span className={styles.cardEnd}>
          {workload.progress?.percent === undefined ? (
            workload.accelerators.length > 0 && (
              <AcceleratorList accelerators={workload.accelerators} />
            )
          ) : (
            <ProgressCell
              progress={workload.progress}
              isOver={isTerminalState(workload.state)}
            />
          )}
        </span>
      </div>
    </>
  );
}

/** Opens the page on a click beside the links; in a new tab as the browser's own links do. */
function useOpenWorkload(
  workload: Workload,
): (event: MouseEvent<HTMLElement>) => void {
  const navigate = useNavigate();
  const hrefOf = useWorkloadHref();
  return event => {
    const href = hrefOf(workload, workload.family);
    const onControl = (event.target as Element).closest('a, button') !== null;
    // A person who marks a name to copy it does not want to leave.
    const isMarking = (window.getSelection()?.toString() ?? '') !== '';
    if (
      !href ||
      onControl ||
      isMarking ||
      event.defaultPrevented ||
      event.button > 1
    ) {
      return;
    }
    if (event.button === 1 || event.metaKey || event.ctrlKey) {
      window.open(href, '_blank', 'noopener');
    } else {
      navigate(href);
    }
  };
}

/** True for a moment after a value has changed, so that the eye finds what changed. */
function useHasJustChanged(value: string): boolean {
  const before = useRef(value);
  const [hasChanged, setHasChanged] = useState(false);
  useEffect(() => {
    if (before.current === value) {
      return undefined;
    }
    before.current = value;
    setHasChanged(true);
    const timer = setTimeout(() => setHasChanged(false), 1_500);
    return () => clearTimeout(timer);
  }, [value]);
  return hasChanged;
}
