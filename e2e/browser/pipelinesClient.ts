import { inject } from 'vitest';

/**
 * Asks the sandbox's Pipelines API, as the kfp SDK would.
 *
 * @param path - Below `/apis/v2beta1`: `/runs?page_size=2`.
 * @throws Error with what the server said.
 */
export async function pipelinesApi<TAnswer>(
  path: string,
  request: { method?: string; body?: unknown } = {},
): Promise<TAnswer> {
  const response = await fetch(
    `${inject('pipelinesUrl')}/apis/v2beta1${path}`,
    {
      method: request.method ?? (request.body ? 'POST' : 'GET'),
      ...(request.body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request.body),
      }),
    },
  );
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${text}`);
  }
  return JSON.parse(text) as TAnswer;
}

/** Something that a test made there; deleted when disposed, if it is still there. */
export interface Made extends AsyncDisposable {
  id: string;
}

/** Starts a run of a specification of its own. */
export async function startRun(
  name: string,
  spec: Record<string, unknown>,
  more: { experiment_id?: string } = {},
): Promise<Made> {
  const { run_id: id } = await pipelinesApi<{ run_id: string }>('/runs', {
    body: { display_name: name, pipeline_spec: spec, ...more },
  });
  return made(id, `/runs/${id}`);
}

/** Keeps the id of something, and takes it away in the end. */
export function made(id: string, path: string): Made {
  return {
    id,
    async [Symbol.asyncDispose]() {
      await pipelinesApi(path, { method: 'DELETE' }).catch((error: Error) => {
        if (!error.message.includes(': 404 ')) {
          throw error;
        }
      });
    },
  };
}

/** Uploads a compiled pipeline. */
export async function uploadPipeline(
  name: string,
  yaml: string,
): Promise<Made> {
  const form = new FormData();
  form.append('uploadfile', new Blob([yaml]), `${name}.yaml`);
  const response = await fetch(
    `${inject('pipelinesUrl')}/apis/v2beta1/pipelines/upload?name=${encodeURIComponent(name)}`,
    { method: 'POST', body: form },
  );
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${name}: ${response.status} ${text}`);
  }
  const { pipeline_id: id } = JSON.parse(text) as { pipeline_id: string };
  return made(id, `/pipelines/${id}?cascade=true`);
}
