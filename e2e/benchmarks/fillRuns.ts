import { askPipelines } from '../cluster/pipelines/pipelinesApi';
import type { Pipelines } from '../cluster/pipelines/startPipelines';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledPipelines } from '../cluster/pipelines/kfpSdk';

const PIPELINES = 40;
const EXPERIMENTS = 25;
const BATCH = 20_000;

const api = '/apis/v2beta1';

/**
 * Fills a Kubeflow Pipelines with runs of some pipelines and experiments, over two years: one as it creates it itself,
 * and copies of that one's row, without the manifests, straight in its database.
 */
export async function fillRuns(
  { url, database }: Pipelines,
  runs: number,
): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const answer = await askPipelines(url, 'POST', `${api}${path}`, body);
    if (answer.status !== 200) {
      throw new Error(
        `${answer.request} answered ${answer.status}: ${JSON.stringify(answer.body)}`,
      );
    }
    return answer.body;
  };
  const yaml = readFileSync(join(compiledPipelines, 'sequential.yaml'));
  let run = '';
  for (let i = 0; i < PIPELINES; i += 1) {
    const form = new FormData();
    form.set('uploadfile', new Blob([yaml]), 'sequential.yaml');
    const { pipeline_id } = await post(
      `/pipelines/upload?name=pipeline-${i}`,
      form,
    );
    if (i < EXPERIMENTS) {
      const { experiment_id } = await post('/experiments', {
        display_name: `experiment-${i}`,
      });
      ({ run_id: run } = await post('/runs', {
        display_name: `run-${i}`,
        experiment_id,
        pipeline_version_reference: { pipeline_id },
      }));
    }
  }
  const sql = (statements: string) => database.run('mlpipeline', statements);
  await sql(copyTables);
  for (let from = 1; from <= runs; from += BATCH) {
    await sql(copies(run, from, Math.min(from + BATCH - 1, runs)));
  }
  await sql('ANALYZE TABLE run_details, resource_references;');
}

/** Pipelines and experiments by their numbers, to choose from. */
const copyTables = `
  CREATE TABLE bench_experiments AS
    SELECT ROW_NUMBER() OVER (ORDER BY Name) AS number, UUID, Name
    FROM experiments WHERE Name LIKE 'experiment-%';
  CREATE TABLE bench_versions AS
    SELECT ROW_NUMBER() OVER (ORDER BY Name) AS number, UUID, PipelineId, Name
    FROM pipeline_versions;`;

const columns = [
  'UUID, DisplayName, Name, Description, Namespace, ExperimentUUID, JobUUID',
  'StorageState, ServiceAccount, PipelineId, PipelineVersionId, PipelineName',
  'Parameters, RuntimeParameters, PipelineRoot, CreatedAtInSec',
  'ScheduledAtInSec, FinishedAtInSec, Conditions, State, StateHistory',
  'PluginsInput, PluginsOutput, PipelineSpecManifest, WorkflowSpecManifest',
  'PipelineRuntimeManifest, WorkflowRuntimeManifest',
].join(', ');

/** One run in twenty has failed, one in thirty is archived. */
const copies = (run: string, from: number, to: number) => `
  INSERT INTO run_details (${columns})
    SELECT CONCAT('bench', LPAD(seq, 31, '0')), CONCAT('run ', seq),
      CONCAT('run-', seq), '', Namespace, e.UUID, JobUUID,
      IF(seq % 30 = 0, 'ARCHIVED', 'AVAILABLE'), ServiceAccount,
      v.PipelineId, v.UUID, v.Name, Parameters, RuntimeParameters, PipelineRoot,
      UNIX_TIMESTAMP() - 63000000 + seq * 300,
      UNIX_TIMESTAMP() - 63000000 + seq * 300,
      UNIX_TIMESTAMP() - 62999000 + seq * 300,
      IF(seq % 20 = 0, 'Failed', 'Succeeded'),
      IF(seq % 20 = 0, 'FAILED', 'SUCCEEDED'), StateHistory, PluginsInput,
      PluginsOutput, '', '', '', ''
    FROM seq_${from}_to_${to}
      JOIN run_details r ON r.UUID = '${run}'
      JOIN bench_experiments e ON e.number = 1 + seq % ${EXPERIMENTS}
      JOIN bench_versions v ON v.number = 1 + seq % ${PIPELINES};
  INSERT INTO resource_references
    SELECT d.UUID, r.ResourceType, d.ExperimentUUID, e.Name, r.ReferenceType,
      r.Relationship, r.Payload
    FROM seq_${from}_to_${to}
      JOIN run_details d ON d.UUID = CONCAT('bench', LPAD(seq, 31, '0'))
      JOIN bench_experiments e ON e.UUID = d.ExperimentUUID
      JOIN resource_references r ON r.ResourceUUID = '${run}';`;
