import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ControlPlane } from '../cluster/controlPlane';
import { installCrds } from '../cluster/crds';
import { applyManifest, createToken } from '../cluster/manifests';
import { measureIn, runIn } from './child';
import { fill } from './fill';
import { isMet, type Measurement } from './Measurement';
import { measurePipelineGraph } from './pipelineGraph';
import { measurePipelineRuns } from './pipelineRuns';
import { table, writeJson } from './report';
import type { Setting } from './setting';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '10000' },
    namespaces: { type: 'string', default: '50' },
    runs: { type: 'string', default: '200000' },
    json: {
      type: 'string',
      default: join(root, '.cache', 'benchmarks', 'latest.json'),
    },
    only: {
      type: 'string',
      default: 'coldSync,memory,pageViews,freshness,pipelineGraph,pipelineRuns',
    },
  },
});

async function main(): Promise<void> {
  const objects = Number(values.objects);
  const namespaces = Number(values.namespaces);
  const wanted = new Set(values.only.split(','));
  const measurements: Measurement[] = [];

  if (wanted.delete('pipelineGraph')) {
    say('The graph of a large pipeline …');
    measurements.push(...(await measurePipelineGraph()));
  }
  if (wanted.delete('pipelineRuns')) {
    say('Runs of pipelines …');
    measurements.push(...(await measurePipelineRuns(Number(values.runs))));
  }
  if (wanted.size > 0) {
    measurements.push(...(await measureCluster(wanted, objects, namespaces)));
  }

  console.log(`\n${table(measurements)}\n`);
  writeJson(values.json, measurements, { objects, namespaces });
  say(`Written to ${values.json}`);
  process.exitCode = measurements.every(isMet) ? 0 : 1;
}

/** What depends on a cluster with many objects. */
async function measureCluster(
  wanted: ReadonlySet<string>,
  objects: number,
  namespaces: number,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  await using plane = await ControlPlane.start();
  const admin = plane.client('admin');
  await installCrds(admin, ['trainer']);
  await applyManifest(admin, 'docs/rbac.yaml');
  say(`Creating ${objects} TrainJobs in ${namespaces} namespaces …`);
  await fill(admin, objects, namespaces);

  const setting: Setting = {
    url: plane.endpoint.url,
    ca: plane.endpoint.ca,
    token: await createToken(admin, 'kubeflow-portal', 'kubeflow-portal'),
    adminToken: plane.user('admin').token,
    objects,
    namespaces,
  };

  if (wanted.has('coldSync')) {
    say('Cold sync …');
    const { ours, raw } = await measureIn<{ ours: number; raw: number }>(
      'coldSync',
      setting,
    );
    measurements.push({
      name: 'cold sync',
      ours: { what: 'list into the store', value: ours },
      baseline: { what: 'a raw paged LIST and JSON.parse', value: raw },
      unit: 'ms',
      limit: { atMost: 1.5 },
    });
  }
  if (wanted.has('memory')) {
    say('Memory …');
    const { kept, raw } = await measureIn<{ kept: number; raw: number }>(
      'memory',
      setting,
    );
    measurements.push({
      name: 'memory',
      ours: { what: 'heap kept by the store', value: kept },
      baseline: { what: 'the raw JSON', value: raw },
      unit: 'bytes',
      limit: { atMost: 0.5 },
    });
  }
  if (wanted.has('pageViews') || wanted.has('freshness')) {
    const portal = await runIn<string>('portalProcess', setting);
    try {
      measurements.push(
        ...(await measurePortal(
          { ...setting, portalUrl: portal.value },
          wanted,
        )),
      );
    } finally {
      await portal.stop();
    }
  }

  return measurements;
}

async function measurePortal(
  setting: Setting,
  wanted: ReadonlySet<string>,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  if (wanted.has('pageViews')) {
    say('Page views …');
    const { view, list, views, lists, requests } = await measureIn<
      Record<'view' | 'list' | 'views' | 'lists' | 'requests', number>
    >('pageViews', setting);
    measurements.push(
      {
        name: 'page view, p99',
        ours: {
          what: `a filtered, sorted first page over HTTP (${views} views)`,
          value: view,
        },
        baseline: {
          what: `the Kubernetes plugin's custom/query for the same objects (${lists} queries)`,
          value: list,
        },
        unit: 'ms',
        limit: { timesFaster: 50 },
      },
      {
        name: 'API requests of views',
        ours: {
          what: `requests for TrainJobs that ${views} views cost the API server`,
          value: requests,
        },
        baseline: { what: 'none', value: 0 },
        unit: 'requests',
        limit: { atMost: 0 },
      },
    );
  }
  if (wanted.has('freshness')) {
    say('Freshness …');
    const { ours, bare, patches } = await measureIn<
      Record<'ours' | 'bare' | 'patches', number>
    >('freshness', setting);
    measurements.push({
      name: 'freshness, p99',
      ours: {
        what: `status patch to server-sent event (${patches} patches)`,
        value: ours,
      },
      baseline: {
        what: 'the same patch to the event of a bare watch',
        value: bare,
      },
      unit: 'ms',
      limit: { atMost: 3 },
    });
  }
  return measurements;
}

const say = (line: string) => console.log(line);

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
