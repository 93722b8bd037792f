import { Agent, fetch } from 'undici';
import { ApiClient } from '../cluster/apiClient';
import { measure } from './child';
import { namespaceOf } from './fill';
import type { Setting } from './setting';
import { quantile, timed } from './statistics';

const VIEWS = 500;
const QUERIES = 20;
const WARM_UP = 30;

/** First pages as people ask for them: each one different, so that no answer is a repetition. */
function pages({ namespaces }: Setting): string[] {
  const sorts = [
    'attention',
    'name',
    'created',
    'started',
    'duration',
    'accelerators',
    'owner',
  ];
  const states = ['failed', 'running', 'succeeded', 'suspended'];
  return Array.from({ length: WARM_UP + VIEWS }, (_, i) => {
    const query = new URLSearchParams({
      sort: sorts[i % sorts.length],
      order: i % 2 ? 'desc' : 'asc',
      limit: '50',
    });
    query.append('state', states[i % states.length]);
    if (i % 3 === 0) {
      query.append('namespace', namespaceOf(i, namespaces));
    } else if (i % 3 === 1) {
      query.append('text', `job-${i % 10}`);
    } else {
      query.append('owner', `group-${i % 17}`);
    }
    return `/api/kubeflow/v1/workloads?${query}`;
  });
}

/** Requests for TrainJobs that the API server has answered so far. */
async function trainJobRequests(setting: Setting): Promise<number> {
  const { url, ca, adminToken } = setting;
  await using admin = new ApiClient({ url, ca }, { token: adminToken });
  const { text } = await admin.request('GET', '/metrics', {
    accept: 'text/plain',
  });
  return text
    .split('\n')
    .filter(
      line =>
        line.startsWith('apiserver_request_total{') &&
        line.includes('resource="trainjobs"'),
    )
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

measure(async setting => {
  const dispatcher = new Agent();
  const read = async (path: string, body?: object) => {
    const response = await fetch(`${setting.portalUrl}${path}`, {
      dispatcher,
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(
        `${path} answered ${response.status}: ${text.slice(0, 500)}`,
      );
    }
    return text;
  };

  const views: number[] = [];
  let requests = 0;
  for (const [index, path] of pages(setting).entries()) {
    if (index === WARM_UP) {
      requests = await trainJobRequests(setting);
    }
    const ms = await timed(() => read(path));
    if (index >= WARM_UP) {
      views.push(ms);
    }
  }
  requests = (await trainJobRequests(setting)) - requests;

  const query = {
    entityRef: 'component:default/bench',
    auth: {},
    customResources: [
      {
        group: 'trainer.kubeflow.org',
        apiVersion: 'v1alpha1',
        plural: 'trainjobs',
      },
    ],
  };
  const lists: number[] = [];
  for (let i = -1; i < QUERIES; i++) {
    const ms = await timed(async () => {
      const { items } = JSON.parse(
        await read('/api/kubernetes/resources/custom/query', query),
      );
      const found = items[0].resources[0]?.resources.length;
      if (found !== setting.objects) {
        throw new Error(
          `The Kubernetes plugin gave ${found} objects: ${JSON.stringify(items[0].errors)}`,
        );
      }
    });
    if (i >= 0) {
      lists.push(ms);
    }
  }
  await dispatcher.destroy();
  return {
    view: quantile(views, 0.99),
    list: quantile(lists, 0.99),
    views: VIEWS,
    lists: QUERIES,
    requests,
  };
});
