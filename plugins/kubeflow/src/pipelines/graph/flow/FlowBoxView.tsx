import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { BundleBox } from './BundleBox';
import { useFlowContext } from './flowContext';
import { FarBox } from './FarBox';
import type { BoxData, FlowBox } from './flowTypes';
import { FrameBox } from './FrameBox';
import { LineEnds } from './LineEnds';
import { TaskBox } from './TaskBox';

/**
 * A box of the graph. One type for all: React Flow measures a box anew when its type changes, and a container changes
 * when it is opened.
 */
export const FlowBoxView = memo(function FlowBoxView(
  props: NodeProps<FlowBox>,
) {
  return (
    <>
      <Content data={props.data} />
      <LineEnds />
    </>
  );
});

function Content(props: { data: BoxData }) {
  const { data } = props;
  const { isFar } = useFlowContext();
  if (data.is === 'bundle') {
    return <BundleBox count={data.count} isFar={isFar} />;
  }
  if (!data.node) {
    return null;
  }
  if (data.is === 'frame') {
    return <FrameBox data={data} node={data.node} />;
  }
  return isFar ? (
    <FarBox data={data} node={data.node} />
  ) : (
    <TaskBox data={data} node={data.node} />
  );
}
