import { NO_NAMESPACE } from '@kubeflow-portal/plugin-kubeflow-common';
import { z } from 'zod';
import { pathSegment } from './Operation';

/** Where an object is, as paths have it. */
export const objectParamsSchema = z.object({
  cluster: z.string().describe('Name of the cluster'),
  namespace: pathSegment.describe(
    `Namespace, or '${NO_NAMESPACE}' for cluster-scoped kinds`,
  ),
  kind: z.string().describe('Kind id'),
  name: pathSegment,
});
