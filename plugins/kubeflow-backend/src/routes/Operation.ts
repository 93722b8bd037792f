import type { BasicPermission } from '@backstage/plugin-permission-common';
import { z } from 'zod';

/**
 * A name that the Kubernetes API takes as one segment of a path (IsValidPathSegmentName in apimachinery). Others could
 * turn a request for one object into one for something else.
 */
export const pathSegment = z
  .string()
  .max(253)
  .regex(
    /^(?!\.{1,2}$)[^/%]+$/,
    "must not be '.' or '..', nor hold '/' or '%'",
  );

/** One route: what it takes and gives, for the router, the OpenAPI document and the tests. */
export interface Operation {
  id: string;
  /** Default: `get`. */
  method?: 'get' | 'post' | 'delete';
  /** Express pattern, below `/api/kubeflow`. */
  path: string;
  summary: string;
  tag: 'clusters' | 'workloads' | 'stream' | 'pipelines' | 'logs';
  /** All of them are needed. Default: `kubeflow.workload.read`. */
  permissions?: readonly BasicPermission[];
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: {
    schema: z.ZodType;
    /** Bytes. Default: 1,000,000. */
    limit?: number;
  };
  /** Absent: answered with 204 and nothing else. */
  response?: {
    type: string;
    schema: z.ZodType;
    /** Default: 200. */
    status?: number;
  };
}

/** An answer in JSON. */
export const json = (schema: z.ZodType) => ({
  type: 'application/json',
  schema,
});
