import { z } from 'zod';
import { kindFamilies } from '../kinds/types';
import { workloadStates } from '../state';

export const workloadStateSchema = z
  .enum(workloadStates)
  .meta({ id: 'WorkloadState' });
export const kindFamilySchema = z.enum(kindFamilies).meta({ id: 'KindFamily' });
export const timeSchema = z.string().describe('ISO 8601, UTC');

/** Stands for the missing namespace of a cluster-scoped object in paths; it can never be a namespace's name. @public */
export const NO_NAMESPACE = '_';

/** Something that a person should know beside the answer: a cluster that does not answer, a kind that is forbidden. @public */
export const warningSchema = z
  .object({
    cluster: z.string().optional(),
    kind: z.string().optional(),
    code: z.enum([
      'cluster-unreachable',
      'cluster-unauthorized',
      'cluster-connecting',
      'kind-forbidden',
      'kind-unsupported-version',
      'kind-syncing',
      'kind-error',
      'children-unavailable',
      'pipelines-incomplete',
    ]),
    message: z.string().describe('What is wrong, where, and what to do'),
  })
  .meta({ id: 'Warning' });

/** @public */
export type Warning = z.infer<typeof warningSchema>;
