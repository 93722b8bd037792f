import { diagnosisResponseSchema } from '@kubeflow-portal/plugin-kubeflow-common';
import { z } from 'zod';
import { objectParamsSchema } from '../routes/objectParams';
import { json, type Operation } from '../routes/Operation';

/** Why something failed or does not go on. */
export const diagnosisOperations = {
  getDiagnosis: {
    id: 'getDiagnosis',
    path: '/v1/workloads/:cluster/:namespace/:kind/:name/diagnosis',
    summary:
      'Why a workload failed or does not go on, the cause before its consequences; logs count only for who may read them',
    tag: 'workloads',
    params: objectParamsSchema,
    query: z.strictObject({}),
    response: json(diagnosisResponseSchema),
  },
} satisfies Record<string, Operation>;
