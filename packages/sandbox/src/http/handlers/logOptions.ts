import { badRequest, invalid, type StatusCause } from '../../errors';
import type { ApiRequest } from '../ApiRequest';

/** `v1` PodLogOptions but for the container. */
export interface LogOptions {
  follow: boolean;
  previous: boolean;
  timestamps: boolean;
  /** Milliseconds since the epoch; lines before are left out. */
  since: number;
  tailLines?: number;
  limitBytes: number;
}

function wrong(
  field: string,
  value: number,
  why: string,
): Required<StatusCause> {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${value}: ${why}`,
    field,
  };
}

/** @throws ApiError 400 for what cannot be read, 422 for what makes no sense */
export function logOptions(request: ApiRequest): LogOptions {
  const seconds = request.number('sinceSeconds');
  const tailLines = request.number('tailLines');
  const limitBytes = request.number('limitBytes');
  const sinceTime = request.query('sinceTime');
  const causes: Required<StatusCause>[] = [];
  if (tailLines !== undefined && tailLines < 0) {
    causes.push(
      wrong('tailLines', tailLines, 'must be greater than or equal to 0'),
    );
  }
  if (limitBytes !== undefined && limitBytes < 1) {
    causes.push(wrong('limitBytes', limitBytes, 'must be greater than 0'));
  }
  if (seconds !== undefined && sinceTime !== undefined) {
    causes.push({
      reason: 'FieldValueForbidden',
      message:
        'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified',
      field: '[]',
    });
  } else if (seconds !== undefined && seconds < 1) {
    causes.push(wrong('sinceSeconds', seconds, 'must be greater than 0'));
  }
  if (causes.length > 0) {
    const kind = { group: '', kind: 'PodLogOptions' };
    throw invalid(kind, request.info.name!, causes);
  }
  let since = -Infinity;
  if (seconds !== undefined) {
    since = request.cluster.now().getTime() - seconds * 1000;
  } else if (sinceTime !== undefined) {
    since = Date.parse(sinceTime);
    if (Number.isNaN(since)) {
      throw badRequest(
        `sinceTime: ${JSON.stringify(sinceTime)} is not an RFC 3339 time`,
      );
    }
  }
  return {
    follow: request.flag('follow'),
    previous: request.flag('previous'),
    timestamps: request.flag('timestamps'),
    since,
    tailLines,
    limitBytes: limitBytes ?? Infinity,
  };
}
