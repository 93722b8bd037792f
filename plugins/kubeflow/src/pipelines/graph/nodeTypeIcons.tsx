import type { PipelineNodeType } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  RiDoorOpenLine,
  RiGitBranchLine,
  RiGuideLine,
  RiInboxUnarchiveLine,
  RiNodeTree,
  RiQuestionLine,
  RiRepeatLine,
  RiTerminalBoxLine,
  type RemixiconComponentType,
} from '@remixicon/react';

const icons: Record<PipelineNodeType, RemixiconComponentType> = {
  executor: RiTerminalBoxLine,
  importer: RiInboxUnarchiveLine,
  dag: RiNodeTree,
  loop: RiRepeatLine,
  condition: RiGuideLine,
  branches: RiGitBranchLine,
  'exit-handler': RiDoorOpenLine,
  unknown: RiQuestionLine,
};

/** What a node is, as an icon; its word belongs beside it or in a label. */
export function NodeTypeIcon(props: { type: PipelineNodeType; size?: number }) {
  const { type, size = 16 } = props;
  const Icon = icons[type];
  return <Icon size={size} aria-hidden="true" />;
}
