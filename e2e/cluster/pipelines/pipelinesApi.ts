import type { Json } from '../apiClient';

/** An answer of the Pipelines API, as it came. */
export interface PipelinesAnswer {
  /** The method and the path that were asked for. */
  request: string;
  status: number;
  /** What JSON says, or the text where it is none. */
  body: Json;
}

/** Asks the Pipelines API at `url`, which has no path; any status is an answer. */
export async function askPipelines(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<PipelinesAnswer> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body !== undefined &&
        !isForm && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined || isForm ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    request: `${method} ${path}`,
    status: response.status,
    body: isJson(text) ? JSON.parse(text) : text,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
