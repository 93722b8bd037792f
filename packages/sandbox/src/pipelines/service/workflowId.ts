import type { ObjectId } from '../../cluster/types';
import type { RecurringRow, RunRow } from '../store';
import { serverNamespace } from './ServerParts';

/** The Workflow of a run. */
export function workflowId(run: RunRow): ObjectId {
  return {
    group: 'argoproj.io',
    version: 'v1alpha1',
    plural: 'workflows',
    namespace: run.namespace || serverNamespace,
    name: run.k8sName,
  };
}

/** The ScheduledWorkflow of a recurring run. */
export function scheduledWorkflowId(row: RecurringRow): ObjectId {
  return {
    group: 'kubeflow.org',
    version: 'v1beta1',
    plural: 'scheduledworkflows',
    namespace: row.namespace || serverNamespace,
    name: row.k8sName,
  };
}
