/** One entry of `metav1.Status` `details.causes`. @public */
export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** `metav1.Status`, the body of every failed answer of a Kubernetes API. @public */
export interface ApiStatus {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, unknown>;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
  code: number;
}

/** A refusal as the API words it: `status` is what an HTTP client would get. @public */
export class ApiError extends Error {
  readonly status: ApiStatus;

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: ApiStatus['details'],
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      ...(details ? { details } : {}),
      code,
    };
  }
}
