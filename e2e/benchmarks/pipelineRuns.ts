import { fetch } from 'undici';
import { ControlPlane } from '../cluster/controlPlane';
import { CountingProxy } from '../cluster/countingProxy';
import { applyManifest, createToken } from '../cluster/manifests';
import {
  canHavePipelines,
  pipelinesBinaries,
} from '../cluster/pipelines/build';
import { startPipelines } from '../cluster/pipelines/startPipelines';
import { runIn } from './child';
import { fillRuns } from './fillRuns';
import type { Measurement } from './Measurement';
import { median, timed } from './statistics';

const ROUNDS = 15;
const PAGE = 50;
/** Requests to the Pipelines API that one page may take (kubeflow/pipelines#11346: the official pages take hundreds). */
const REQUESTS = 3;

/**
 * The first page of runs, of a real Kubeflow Pipelines that has many. Where that cannot be had, it says so and measures
 * nothing: the sandbox keeps its runs in memory, so that its figures would tell nothing.
 */
export async function measurePipelineRuns(
  runs: number,
): Promise<Measurement[]> {
  if (!(await canHavePipelines())) {
    return [];
  }
  await using plane = await ControlPlane.start();
  const admin = plane.client('admin');
  await applyManifest(admin, 'docs/rbac.yaml');
  await using pipelines = await startPipelines(
    plane,
    await pipelinesBinaries(),
    { pods: false },
  );
  console.log(`Writing ${runs} runs into the database of Pipelines …`);
  await fillRuns(pipelines, runs);
  await using proxy = await CountingProxy.start({ url: pipelines.url });
  const portal = await runIn<string>('pipelinesPortalProcess', {
    url: plane.endpoint.url,
    ca: plane.endpoint.ca,
    token: await createToken(admin, 'kubeflow-portal', 'kubeflow-portal'),
    adminToken: undefined,
    objects: 0,
    namespaces: 0,
    pipelinesUrl: proxy.url,
  });
  try {
    return await comparePages(portal.value, proxy, runs);
  } finally {
    await portal.stop();
  }
}

async function comparePages(
  portalUrl: string,
  proxy: CountingProxy,
  runs: number,
): Promise<Measurement[]> {
  const read = async (url: string): Promise<Record<string, unknown>> => {
    const response = await fetch(url);
    if (!response.ok) {
      throw new Error(
        `${url} answered ${response.status}: ${await response.text()}`,
      );
    }
    return (await response.json()) as Record<string, unknown>;
  };
  const counts: number[] = [];
  const ours = async (query: string) => {
    const before = proxy.seen.length;
    const page = await read(
      `${portalUrl}/api/kubeflow/v1/pipelines/bench/runs?${query}`,
    );
    counts.push(proxy.seen.length - before);
    return page;
  };
  const first = `pageSize=${PAGE}`;
  // The first page of all asks for names, too. Others, and larger ones, ask for those that are not known yet.
  const page = await ours(first);
  const asked = proxy.seen.find(({ path }) => path.endsWith('/runs'));
  const bare = `${proxy.url}${asked?.path}${asked?.query}`;
  const known = await read(bare);
  if (page.total !== known.total_size || Number(page.total) < runs * 0.9) {
    throw new Error(
      `The portal tells of ${String(page.total)} runs and the API of ${String(known.total_size)}; ${runs} were written`,
    );
  }

  const portal: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    portal.push(await timed(() => ours(first)));
    alone.push(await timed(() => read(bare)));
  }
  let token = page.nextPageToken;
  for (const size of [200, 20, 100]) {
    await ours(`pageSize=${size}&state=failed&sort=name`);
    const next = await ours(
      `pageSize=${PAGE}&pageToken=${encodeURIComponent(String(token))}`,
    );
    token = next.nextPageToken;
  }
  return [
    {
      name: 'page of runs, p50',
      ours: {
        what: `the first ${PAGE} of ${runs} runs, with the names of what they refer to (${ROUNDS} times)`,
        value: median(portal),
      },
      baseline: {
        what: 'the same list of the Pipelines API by itself',
        value: median(alone),
      },
      unit: 'ms',
      limit: { atMost: 1.5 },
    },
    {
      name: 'requests for a page of runs',
      ours: {
        what: `the most that one of ${counts.length} pages took, of 20 to 200 runs`,
        value: Math.max(...counts),
      },
      baseline: { what: 'the list alone', value: 1 },
      unit: 'requests',
      limit: { atMost: REQUESTS },
    },
  ];
}
