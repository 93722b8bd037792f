import { workloadPath, type WorkloadRef } from './workloadRef';

/**
 * Where the log of a container is: that of a workload's pod, or of a pod of a pipeline run.
 *
 * @public
 */
export type LogAddress =
  | { of: 'workload'; ref: WorkloadRef; pod: string; container: string }
  | {
      of: 'run';
      cluster: string;
      /** Id of the run. */
      run: string;
      pod: string;
      container: string;
      /** Where the run lies, where that is known: see `PipelinesRecordRef`. */
      namespace?: string;
    };

/** The path of a log in the backend's API; also what tells one log from another. @public */
export function logPath(address: LogAddress): string {
  const whose =
    address.of === 'workload'
      ? `/v1/workloads/${workloadPath(address.ref)}`
      : `/v1/pipelines/${encodeURIComponent(address.cluster)}/runs/${encodeURIComponent(address.run)}`;
  return `${whose}/pods/${encodeURIComponent(address.pod)}/logs/${encodeURIComponent(address.container)}`;
}

/** What goes along with a log's address in the query of a request. */
export function logPlace(address: LogAddress): { namespace?: string } {
  return address.of === 'run' ? { namespace: address.namespace } : {};
}
