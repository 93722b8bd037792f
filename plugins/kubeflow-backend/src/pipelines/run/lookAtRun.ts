import {
  kubeflowWorkloadReadPermission,
  type LaunchedWorkload,
  type RunPod,
  type WorkloadEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Access } from '../../authorize/Authorizer';
import { isInTime } from '../../routes/isInTime';
import type { RouteContext } from '../../routes/RouteContext';
import type { StoredObject } from '../../store/StoredObject';
import type { ClusterWatcher } from '../../watch/ClusterWatcher';
import type { PipelinesSession } from '../Pipelines';
import { findLaunched } from './findLaunched';
import { findWorkflow, RUN_LABEL } from './findWorkflow';
import { joinPods } from './joinPods';
import { namespaceOf } from './namespaceOf';
import { readRun, type RunParts } from './readRun';

/** What may be the value of a label; nothing else is put into a selector. */
const labelValue = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** A run, and what its cluster still has of it. */
export interface RunInCluster extends RunParts {
  namespace: string;
  /** Absent when the cluster is not followed any more. */
  watcher: ClusterWatcher | undefined;
  workflow: StoredObject | undefined;
  pods: RunPod[];
  /** About the pods, those that are gone too, and the workflow; newest first. */
  events: WorkloadEvent[];
  launched: LaunchedWorkload[];
}

/**
 * Looks at a run in its cluster. Its pods are watched for a while, and all who look at the run share that watch. Only a
 * run that the API does not give is an error; what else is missing stands in the warnings.
 *
 * @param access - absent: the caller may see nothing of the cluster, so only what the API says is there
 * @throws PipelinesError
 */
export async function lookAtRun(
  context: RouteContext,
  session: PipelinesSession,
  access: Access | undefined,
  runId: string,
): Promise<RunInCluster> {
  const parts = await readRun(session, runId);
  const { record, tasks, spec } = parts;
  const { cluster, server } = session;
  const { id } = record.run;
  const { namespace: own, problem } = await namespaceOf(session, record.run);
  const workflow = problem
    ? undefined
    : findWorkflow(context.store, cluster, id, own);
  const namespace =
    own ?? workflow?.namespace ?? server.config.namespace ?? 'kubeflow';
  const watcher = context.clusters.get(cluster);
  const found: RunInCluster = {
    ...parts,
    namespace,
    watcher,
    workflow,
    pods: [],
    events: [],
    launched: [],
  };
  const obstacle = !access
    ? `you need the permission '${kubeflowWorkloadReadPermission.name}' to see them`
    : !watcher
      ? 'the cluster is not followed any more'
      : (watcher.connection.unusable ??
        (problem
          ? `in which namespace it is cannot be told. ${problem}`
          : labelValue.test(id)
            ? undefined
            : 'no label can hold the id of the run'));
  if (!access || !watcher || obstacle) {
    return {
      ...found,
      workflow: access && workflow,
      watcher: access && watcher,
      warnings: [
        ...parts.warnings,
        {
          cluster,
          code: 'children-unavailable',
          message: `The pods of this run cannot be read: ${obstacle}`,
        },
      ],
    };
  }
  const lease = context.children.lookAtPods(
    watcher.connection,
    namespace,
    `${RUN_LABEL}=${id}`,
  );
  try {
    await isInTime(context.config.watch.requestTimeout, lease.value.ready());
    const pods = joinPods(lease.value.pods(), tasks, spec);
    const gone = tasks.flatMap(task =>
      task.podNames.map(name => `Pod/${name}`),
    );
    return {
      ...found,
      pods,
      events: lease.value.events(
        new Set([...gone, ...(workflow ? [`Workflow/${workflow.name}`] : [])]),
      ),
      launched: findLaunched(
        context.store,
        { id, cluster, namespace, workflow, tasks, pods },
        access,
      ),
      warnings: [...parts.warnings, ...lease.value.warnings('this run')],
    };
  } finally {
    lease.release();
  }
}
