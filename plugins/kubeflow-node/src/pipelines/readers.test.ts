import {
  artifactSchema,
  experimentSchema,
  pipelineSchema,
  pipelineVersionSchema,
  recurringRunSchema,
  runSchema,
  runTaskSchema,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import type { z } from 'zod';
import { readArtifact } from './read/readArtifact';
import { readExperiment } from './read/readExperiment';
import { readPipeline, readVersion } from './read/readPipeline';
import { readRecurringRun } from './read/readRecurringRun';
import { readRun, readRunRecord } from './read/readRun';
import { apiTasks } from './tasks/apiTasks';
import { detailTasks } from './tasks/detailTasks';
import { readArgoNodeName } from './tasks/readArgoNodeName';
import { arbitraryApiJson, arbitraryRow } from './testing/arbitraryApiJson';

type Row = Record<string, unknown>;

const record = {
  run: {
    id: '1',
    name: 'a',
    state: 'failed' as const,
    storage: 'available' as const,
  },
  parameters: {},
  stateHistory: [],
};

describe('readers of the API', () => {
  it.each<[string, (row: Row) => unknown, z.ZodType]>([
    ['runs', row => readRun(row), runSchema],
    ['experiments', readExperiment, experimentSchema],
    ['pipelines', readPipeline, pipelineSchema],
    ['versions', row => readVersion(row, 'p'), pipelineVersionSchema],
    ['recurring runs', readRecurringRun, recurringRunSchema],
    ['artifacts', readArtifact, artifactSchema],
  ])('make %s of whatever comes, or nothing', (_, read, schema) => {
    fc.assert(
      fc.property(arbitraryRow, row => {
        const made = read(row);
        if (made !== undefined) {
          schema.parse(made);
          for (const [key, value] of Object.entries(made as object)) {
            if (key.endsWith('At') && value !== undefined) {
              expect(value).toMatch(/^20\d\d-/);
            }
          }
        }
      }),
    );
  });

  it('make tasks of whatever comes, in both models', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryRow, { maxLength: 6 }),
        arbitraryApiJson,
        arbitraryRow,
        (rows, spec, run) => {
          const parent = readRunRecord(run) ?? record;
          for (const task of [
            ...apiTasks(rows, parent, spec),
            ...detailTasks({ ...parent, taskDetails: rows }, spec),
          ]) {
            runTaskSchema.parse(task);
          }
        },
      ),
    );
  });

  it('make a place, or nothing, of any name of a node', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              ...'wf root root-driver train train-driver executor executor(1) iteration-iterations(0:0) onExit'.split(
                ' ',
              ),
            ),
            fc.string(),
          ),
        ),
        steps => {
          const place = readArgoNodeName(steps.join('.'));
          expect(place === undefined || typeof place.path === 'string').toBe(
            true,
          );
        },
      ),
    );
  });

  it('take out what Go and the database leave in', () => {
    expect(
      readRunRecord({
        run_id: 'r',
        experiment_id: 'e',
        display_name: '\u001b[1mnightly\u001b[0m',
        state: 'CANCELING',
        storage_state: 'STORAGESTATE_ARCHIVED',
        created_at: '2026-11-01T10:00:00Z',
        scheduled_at: '1970-01-01T00:00:00Z',
        finished_at: '1970-01-01T00:00:00Z',
        pipeline_version_reference: {
          pipeline_id: 'p',
          pipeline_version_id: 'v',
        },
        runtime_config: { parameters: { epochs: 3 }, pipeline_root: 's3://a' },
        state_history: [
          { state: 'PENDING', update_time: '2026-11-01T10:00:01Z' },
          { state: 'RUNNING', update_time: '2026-11-01T10:00:02Z' },
          {
            state: 'CANCELING',
            update_time: '1970-01-01T00:00:00Z',
            error: { code: 1, message: 'asked to' },
          },
        ],
        run_details: { task_details: [{ task_id: 't' }] },
      }),
    ).toEqual({
      run: {
        id: 'r',
        name: 'nightly',
        state: 'running',
        reason: 'CANCELING',
        message: 'asked to',
        storage: 'archived',
        createdAt: '2026-11-01T10:00:00.000Z',
        startedAt: '2026-11-01T10:00:02.000Z',
        experimentId: 'e',
        pipelineId: 'p',
        versionId: 'v',
      },
      parameters: { epochs: 3 },
      pipelineRoot: 's3://a',
      stateHistory: [
        { state: 'pending', at: '2026-11-01T10:00:01.000Z' },
        { state: 'running', at: '2026-11-01T10:00:02.000Z' },
        { state: 'running', reason: 'CANCELING', message: 'asked to' },
      ],
      taskDetails: [{ task_id: 't' }],
    });
  });

  it('keep a row that the server could not read itself', () => {
    const error = { code: 13, message: 'Failed to parse runtime config' };
    expect(readRun({ run_id: 'r', experiment_id: 'e', error })).toMatchObject({
      id: 'r',
      name: 'r',
      state: 'unknown',
      message: 'Failed to parse runtime config',
    });
    expect(readPipeline({ pipeline_id: 'p', error })).toMatchObject({
      name: 'p',
      error: 'Failed to parse runtime config',
    });
  });

  it('take numbers of 64 bits, which are texts on the wire', () => {
    expect(
      readRecurringRun({
        recurring_run_id: 'r',
        mode: 'ENABLE',
        max_concurrency: '2',
        trigger: {
          periodic_schedule: {
            interval_second: '3600',
            start_time: '2026-11-01T00:00:00Z',
          },
        },
      }),
    ).toMatchObject({
      enabled: true,
      maxConcurrency: 2,
      catchUp: true,
      trigger: {
        intervalSeconds: 3600,
        startAt: '2026-11-01T00:00:00.000Z',
      },
    });
  });
});
