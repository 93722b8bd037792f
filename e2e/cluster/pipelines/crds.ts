import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { ApiClient, Json } from '../apiClient';
import { applyCrds } from '../crds';

/** Applies the definitions of Argo's Workflow and of ScheduledWorkflow. */
export async function installPipelinesCrds(
  client: ApiClient,
  files: string[],
): Promise<void> {
  const crds: Json[] = await Promise.all(
    files.map(async file => parse(await readFile(file, 'utf8'))),
  );
  await applyCrds(client, crds);
}
