import {
  isTerminalState,
  type Workload,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { AcceleratorList } from '../AcceleratorList';
import { ProgressCell } from '../ProgressCell';
import { RelativeTime } from '../RelativeTime';
import { StateBadge } from '../StateBadge';
import type { CellContext } from './columns';
import { NameCell } from './NameCell';
import styles from './RecordTable.module.css';

/** What a narrow screen has room for. */
export function WorkloadCard(props: {
  workload: Workload;
  context: CellContext;
}) {
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
