import { readdirSync, readFileSync } from 'node:fs';

/** An answer of Kubeflow Pipelines 2.17, as `e2e/cluster/pipelines/record.ts` kept it. */
export interface Recorded {
  /** `GET /apis/v2beta1/runs?page_size=2` */
  request: string;
  status: number;
  body: Record<string, unknown>;
}

const folder = new URL(
  '../../../../kubeflow-common/src/pipelines/__fixtures__/api/',
  import.meta.url,
);

export function recordedNames(): string[] {
  return readdirSync(folder).map(file => file.replace(/\.json$/, ''));
}

export function recorded(name: string): Recorded {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}
