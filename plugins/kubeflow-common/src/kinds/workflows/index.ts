import type { KindDefinition } from '../types';
import { scheduledSparkApplication } from './scheduledSparkApplication';
import { scheduledWorkflow } from './scheduledWorkflow';
import { sparkApplication } from './sparkApplication';
import { sparkConnect } from './sparkConnect';
import { workflow } from './workflow';

/** The workflows family. @public */
export const workflowKinds: readonly KindDefinition[] = [
  workflow,
  scheduledWorkflow,
  sparkApplication,
  scheduledSparkApplication,
  sparkConnect,
];

export {
  scheduledSparkApplication,
  scheduledWorkflow,
  sparkApplication,
  sparkConnect,
  workflow,
};
