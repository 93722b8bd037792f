import {
  asTime,
  cleanText,
  type PipelineExperiment,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { readStorage } from './states';
import { readId, readName } from './texts';

/** An experiment as a list or its own address has it. */
export function readExperiment(
  row: Record<string, unknown>,
): PipelineExperiment | undefined {
  const id = readId(row.experiment_id);
  return id === undefined
    ? undefined
    : {
        id,
        name: readName(row.display_name) ?? id,
        description: cleanText(row.description),
        namespace: readName(row.namespace),
        createdAt: asTime(row.created_at),
        lastRunAt: asTime(row.last_run_created_at),
        storage: readStorage(row.storage_state),
      };
}
