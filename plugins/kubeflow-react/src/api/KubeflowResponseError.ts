import type { z } from 'zod';

/**
 * The backend answered, but not with what this version of the frontend understands: mostly frontend and backend of
 * different versions, or a proxy that answers with a page of its own.
 *
 * @public
 */
export class KubeflowResponseError extends Error {
  readonly name = 'KubeflowResponseError';
  /** What was asked, for example `GET /v1/workloads`. */
  readonly request: string;

  constructor(request: string, detail: string, options?: { cause?: unknown }) {
    super(
      `${request} gave an answer that this page cannot read: ${detail}`,
      options,
    );
    this.request = request;
  }

  /** From a failed check of the answer's shape: names the first places that differ. */
  static fromMismatch(
    request: string,
    error: z.ZodError,
  ): KubeflowResponseError {
    const places = error.issues
      .slice(0, 3)
      .map(issue => `${issue.path.join('.') || 'answer'}: ${issue.message}`)
      .join('; ');
    return new KubeflowResponseError(request, places, { cause: error });
  }
}
