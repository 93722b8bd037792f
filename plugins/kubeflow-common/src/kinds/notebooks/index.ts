import type { KindDefinition } from '../types';
import { notebook } from './notebook';
import { pvcViewer } from './pvcViewer';
import { tensorboard } from './tensorboard';
import { workspace } from './workspace';
import { workspaceKind } from './workspaceKind';

/** The notebooks family. @public */
export const notebookKinds: readonly KindDefinition[] = [
  notebook,
  workspace,
  tensorboard,
  pvcViewer,
  workspaceKind,
];

export { notebook, pvcViewer, tensorboard, workspace, workspaceKind };
