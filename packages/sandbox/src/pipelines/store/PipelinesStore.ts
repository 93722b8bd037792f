import { notFound } from '../rpc';
import { ExecutionTable } from './ExecutionTable';
import { ObjectTable } from './ObjectTable';
import type {
  ExperimentRow,
  PipelineRow,
  RecurringRow,
  RunRow,
  VersionRow,
} from './rows';
import { Table } from './Table';

/** What the Pipelines server would keep in its database. Rows are replaced, never changed in place. */
export class PipelinesStore {
  readonly experiments = new Table<ExperimentRow>('Experiment');
  readonly pipelines = new Table<PipelineRow>('Pipeline');
  readonly versions = new Table<VersionRow>('PipelineVersion');
  readonly runs = new Table<RunRow>('Run');
  readonly recurringRuns = new Table<RecurringRow>('Job');
  readonly executions = new ExecutionTable();
  readonly objects = new ObjectTable();
  /** Empty until the first run without an experiment, or the server's start, makes one. */
  defaultExperimentId = '';

  versionsOf(pipelineId: string): VersionRow[] {
    return this.versions
      .all()
      .filter(version => version.pipelineId === pipelineId);
  }

  /** @throws RpcError 404 */
  latestVersion(pipelineId: string): VersionRow {
    this.pipelines.get(pipelineId);
    const [latest] = this.versionsOf(pipelineId).sort(
      (one, other) =>
        other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1),
    );
    if (!latest) throw notFound('PipelineVersion', pipelineId);
    return latest;
  }
}
