import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import styles from './boxes.module.css';
import { useFlowContext } from './flowContext';
import type { FlowLine } from './flowTypes';
import { lineMiddle, linePath } from './linePath';

/** More names than fit on a line; the rest is said on hover. */
const MOST_NAMES = 3;

/** A line from a task to one that comes after it. What is passed on is named while either of them is selected. */
export const FlowLineView = memo(function FlowLineView(
  props: EdgeProps<FlowLine>,
) {
  const { id, data, markerEnd, selected } = props;
  const { isFar } = useFlowContext();
  if (!data) {
    return null;
  }
  const { line, points, isStrong, isDimmed } = data;
  const middle = lineMiddle(points);
  const names = line.values.slice(0, MOST_NAMES).join(', ');
  return (
    <>
      <title>{line.values.join(', ')}</title>
      <BaseEdge
        id={id}
        path={linePath(points)}
        markerEnd={isFar ? undefined : markerEnd}
        interactionWidth={isFar ? 0 : 14}
        className={styles.path}
        data-type={line.type}
        data-strong={isStrong || selected || undefined}
        data-dimmed={isDimmed || undefined}
      />
      {isStrong && names && (
        <EdgeLabelRenderer>
          <span
            className={styles.lineLabel}
            style={{
              transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)`,
            }}
          >
            {names}
            {line.values.length > MOST_NAMES && '…'}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
