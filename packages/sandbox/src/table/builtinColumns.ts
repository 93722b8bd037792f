import type { ApiObject } from '../cluster/types';
import { isObject, type JsonObject } from '../json';
import type { Column } from './Column';
import { ageOf, humanDuration } from './humanDuration';
import { ageColumn, nameColumn } from './printerColumns';

function part(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (isObject(at) ? at[key] : undefined),
    value,
  );
}

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function string(value: unknown, otherwise = ''): string {
  return value === undefined || value === null || value === ''
    ? otherwise
    : String(value);
}

function column(name: string, cell: Column['cell'], priority?: number): Column {
  return { name, type: 'string', ...(priority ? { priority } : {}), cell };
}

function number(name: string, cell: (object: ApiObject) => number): Column {
  return { name, type: 'integer', cell };
}

/** The word that `kubectl get pods` shows: the phase, or the reason that a container or the deletion gives. */
function podStatus(pod: ApiObject): string {
  const status = part(pod, 'status');
  let reason = string(
    part(status, 'reason'),
    string(part(status, 'phase'), 'Unknown'),
  );
  const inits = list(part(status, 'initContainerStatuses'));
  for (const [i, init] of inits.entries()) {
    const terminated = part(init, 'state', 'terminated');
    if (isObject(terminated) && terminated.exitCode === 0) continue;
    const waiting = string(part(init, 'state', 'waiting', 'reason'));
    if (isObject(terminated)) {
      reason = `Init:${string(terminated.reason, `ExitCode:${String(terminated.exitCode)}`)}`;
    } else {
      reason =
        waiting && waiting !== 'PodInitializing'
          ? `Init:${waiting}`
          : `Init:${i}/${inits.length}`;
    }
    return pod.metadata.deletionTimestamp ? 'Terminating' : reason;
  }
  let running = false;
  for (const container of list(part(status, 'containerStatuses')).reverse()) {
    const waiting = string(part(container, 'state', 'waiting', 'reason'));
    const terminated = part(container, 'state', 'terminated');
    if (waiting) reason = waiting;
    else if (isObject(terminated)) {
      reason = string(
        terminated.reason,
        terminated.signal
          ? `Signal:${String(terminated.signal)}`
          : `ExitCode:${String(terminated.exitCode)}`,
      );
    } else if (container.ready === true) running = true;
  }
  if (reason === 'Completed' && running) reason = 'Running';
  return pod.metadata.deletionTimestamp ? 'Terminating' : reason;
}

function restarts(pod: ApiObject, now: Date): string {
  const statuses = list(part(pod, 'status', 'containerStatuses'));
  const total = statuses.reduce(
    (sum, status) => sum + count(status.restartCount),
    0,
  );
  const last = statuses
    .map(status =>
      Date.parse(string(part(status, 'lastState', 'terminated', 'finishedAt'))),
    )
    .filter(time => !Number.isNaN(time));
  if (total === 0 || last.length === 0) return String(total);
  return `${total} (${humanDuration(now.getTime() - Math.max(...last))} ago)`;
}

function ready(pod: ApiObject): string {
  const statuses = list(part(pod, 'status', 'containerStatuses'));
  const all = list(part(pod, 'spec', 'containers')).length;
  return `${statuses.filter(status => status.ready === true).length}/${all}`;
}

function labelsText(selector: unknown): string {
  const labels = part(selector, 'matchLabels') ?? selector;
  const pairs = isObject(labels)
    ? Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`)
    : [];
  return pairs.join(',') || '<none>';
}

function images(object: ApiObject): string {
  return list(part(object, 'spec', 'template', 'spec', 'containers'))
    .map(container => string(container.image))
    .join(',');
}

function containerNames(object: ApiObject): string {
  return list(part(object, 'spec', 'template', 'spec', 'containers'))
    .map(container => string(container.name))
    .join(',');
}

const templated = [
  column('Containers', containerNames, 1),
  column('Images', images, 1),
  column('Selector', object => labelsText(part(object, 'spec', 'selector')), 1),
];

function replicas(object: ApiObject): number {
  const wanted = part(object, 'spec', 'replicas');
  return typeof wanted === 'number' ? wanted : 1;
}

function jobStatus(job: ApiObject): string {
  const conditions = list(part(job, 'status', 'conditions'));
  const has = (type: string) =>
    conditions.some(
      condition => condition.type === type && condition.status === 'True',
    );
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  if (has('Suspended')) return 'Suspended';
  if (has('FailureTarget')) return 'FailureTarget';
  if (has('SuccessCriteriaMet')) return 'SuccessCriteriaMet';
  return 'Running';
}

function jobDuration(job: ApiObject, now: Date): string {
  const start = Date.parse(string(part(job, 'status', 'startTime')));
  if (Number.isNaN(start)) return '';
  const end = Date.parse(string(part(job, 'status', 'completionTime')));
  return humanDuration((Number.isNaN(end) ? now.getTime() : end) - start);
}

function eventAge(event: ApiObject, now: Date): string {
  const last = ageOf(
    part(event, 'series', 'lastObservedTime') ??
      event.lastTimestamp ??
      event.eventTime,
    now,
  );
  const first = ageOf(event.firstTimestamp ?? event.eventTime, now);
  const times = count(part(event, 'series', 'count')) || count(event.count);
  return times > 1 ? `${last} (x${times} over ${first})` : last;
}

function nodeRoles(node: ApiObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(node.metadata.labels ?? {})
    .filter(label => label.startsWith(prefix))
    .map(label => label.slice(prefix.length));
  return roles.join(',') || '<none>';
}

function nodeStatus(node: ApiObject): string {
  const condition = list(part(node, 'status', 'conditions')).find(
    ({ type }) => type === 'Ready',
  );
  const word = !condition
    ? 'Unknown'
    : condition.status === 'True'
      ? 'Ready'
      : 'NotReady';
  return part(node, 'spec', 'unschedulable')
    ? `${word},SchedulingDisabled`
    : word;
}

function nodeAddress(node: ApiObject, type: string): string {
  const found = list(part(node, 'status', 'addresses')).find(
    address => address.type === type,
  );
  return string(found?.address, '<none>');
}

function servicePorts(service: ApiObject): string {
  const ports = list(part(service, 'spec', 'ports')).map(
    port => `${String(port.port)}/${string(port.protocol, 'TCP')}`,
  );
  return ports.join(',') || '<none>';
}

function keysOf(object: ApiObject): number {
  return [object.data, object.binaryData]
    .filter(isObject)
    .reduce((sum, data) => sum + Object.keys(data).length, 0);
}

const byResource: Record<string, Column[]> = {
  '/pods': [
    column('Ready', ready),
    column('Status', podStatus),
    column('Restarts', restarts),
    ageColumn,
    column('IP', pod => string(part(pod, 'status', 'podIP'), '<none>'), 1),
    column('Node', pod => string(part(pod, 'spec', 'nodeName'), '<none>'), 1),
    column(
      'Nominated Node',
      pod => string(part(pod, 'status', 'nominatedNodeName'), '<none>'),
      1,
    ),
    column(
      'Readiness Gates',
      pod => {
        const gates = list(part(pod, 'spec', 'readinessGates')).length;
        return gates === 0 ? '<none>' : `0/${gates}`;
      },
      1,
    ),
  ],
  '/namespaces': [
    column('Status', namespace =>
      string(part(namespace, 'status', 'phase'), 'Active'),
    ),
    ageColumn,
  ],
  '/nodes': [
    column('Status', nodeStatus),
    column('Roles', nodeRoles),
    ageColumn,
    column('Version', node =>
      string(part(node, 'status', 'nodeInfo', 'kubeletVersion')),
    ),
    column('Internal-IP', node => nodeAddress(node, 'InternalIP'), 1),
    column('External-IP', node => nodeAddress(node, 'ExternalIP'), 1),
    column(
      'OS-Image',
      node => string(part(node, 'status', 'nodeInfo', 'osImage'), '<unknown>'),
      1,
    ),
    column(
      'Kernel-Version',
      node =>
        string(part(node, 'status', 'nodeInfo', 'kernelVersion'), '<unknown>'),
      1,
    ),
    column(
      'Container-Runtime',
      node =>
        string(
          part(node, 'status', 'nodeInfo', 'containerRuntimeVersion'),
          '<unknown>',
        ),
      1,
    ),
  ],
  '/events': [
    column('Last Seen', eventAge),
    column('Type', event => string(event.type)),
    column('Reason', event => string(event.reason)),
    column('Object', event => {
      const about = event.involvedObject;
      return `${string(part(about, 'kind')).toLowerCase()}/${string(part(about, 'name'))}`;
    }),
    column(
      'Subobject',
      event => string(part(event, 'involvedObject', 'fieldPath')),
      1,
    ),
    column(
      'Source',
      event =>
        string(
          event.reportingComponent,
          string(part(event, 'source', 'component')),
        ),
      1,
    ),
    column('Message', event => string(event.message).trim()),
    column(
      'First Seen',
      (event, now) => ageOf(event.firstTimestamp ?? event.eventTime, now),
      1,
    ),
    number('Count', event => count(event.count) || 1),
    column('Name', event => event.metadata.name, 1),
  ],
  '/configmaps': [number('Data', keysOf), ageColumn],
  '/secrets': [
    column('Type', secret => string(secret.type, 'Opaque')),
    number('Data', keysOf),
    ageColumn,
  ],
  '/serviceaccounts': [
    number('Secrets', account => list(account.secrets).length),
    ageColumn,
  ],
  '/services': [
    column('Type', service =>
      string(part(service, 'spec', 'type'), 'ClusterIP'),
    ),
    column('Cluster-IP', service =>
      string(part(service, 'spec', 'clusterIP'), '<none>'),
    ),
    column('External-IP', () => '<none>'),
    column('Port(s)', servicePorts),
    ageColumn,
    column(
      'Selector',
      service => labelsText(part(service, 'spec', 'selector')),
      1,
    ),
  ],
  '/persistentvolumeclaims': [
    column('Status', claim => string(part(claim, 'status', 'phase'))),
    column('Volume', claim => string(part(claim, 'spec', 'volumeName'))),
    column('Capacity', claim =>
      string(part(claim, 'status', 'capacity', 'storage')),
    ),
    column('Access Modes', claim => {
      const modes = part(claim, 'spec', 'accessModes');
      const short: Record<string, string> = {
        ReadWriteOnce: 'RWO',
        ReadOnlyMany: 'ROX',
        ReadWriteMany: 'RWX',
        ReadWriteOncePod: 'RWOP',
      };
      return Array.isArray(modes)
        ? modes.map(mode => short[String(mode)] ?? mode).join(',')
        : '';
    }),
    column('StorageClass', claim =>
      string(part(claim, 'spec', 'storageClassName')),
    ),
    ageColumn,
  ],
  'batch/jobs': [
    column('Status', jobStatus),
    column('Completions', job => {
      const succeeded = count(part(job, 'status', 'succeeded'));
      const wanted =
        part(job, 'spec', 'completions') ??
        part(job, 'spec', 'parallelism') ??
        1;
      return `${succeeded}/${String(wanted)}`;
    }),
    column('Duration', jobDuration),
    ageColumn,
    ...templated,
  ],
  'apps/deployments': [
    column(
      'Ready',
      object =>
        `${count(part(object, 'status', 'readyReplicas'))}/${replicas(object)}`,
    ),
    number('Up-to-date', object =>
      count(part(object, 'status', 'updatedReplicas')),
    ),
    number('Available', object =>
      count(part(object, 'status', 'availableReplicas')),
    ),
    ageColumn,
    ...templated,
  ],
  'apps/statefulsets': [
    column(
      'Ready',
      object =>
        `${count(part(object, 'status', 'readyReplicas'))}/${replicas(object)}`,
    ),
    ageColumn,
    ...templated.slice(0, 2),
  ],
  'apps/replicasets': [
    number('Desired', replicas),
    number('Current', object => count(part(object, 'status', 'replicas'))),
    number('Ready', object => count(part(object, 'status', 'readyReplicas'))),
    ageColumn,
    ...templated,
  ],
  'apiextensions.k8s.io/customresourcedefinitions': [
    column('Created At', object => string(object.metadata.creationTimestamp)),
  ],
  'coordination.k8s.io/leases': [
    column('Holder', lease => string(part(lease, 'spec', 'holderIdentity'))),
    ageColumn,
  ],
  'rbac.authorization.k8s.io/rolebindings': bindingColumns(),
  'rbac.authorization.k8s.io/clusterrolebindings': bindingColumns(),
  'rbac.authorization.k8s.io/roles': [createdAt()],
  'rbac.authorization.k8s.io/clusterroles': [createdAt()],
};

function createdAt(): Column {
  return column('Created At', object =>
    string(object.metadata.creationTimestamp),
  );
}

function bindingColumns(): Column[] {
  const subjects = (kind: string) => (object: ApiObject) =>
    list(object.subjects)
      .filter(subject => subject.kind === kind)
      .map(
        ({ namespace, name }) =>
          (namespace ? `${String(namespace)}/` : '') + String(name),
      )
      .join(', ');
  return [
    column(
      'Role',
      object =>
        `${string(part(object, 'roleRef', 'kind'))}/${string(part(object, 'roleRef', 'name'))}`,
    ),
    ageColumn,
    column('Users', subjects('User'), 1),
    column('Groups', subjects('Group'), 1),
    column('ServiceAccounts', subjects('ServiceAccount'), 1),
  ];
}

/** The columns of a built-in resource, as the API's printers have them. */
export function builtinColumns(group: string, plural: string): Column[] {
  const own = byResource[`${group}/${plural}`] ?? [ageColumn];
  // Events start with their age; their names mean nothing to people.
  return plural === 'events' ? own : [nameColumn, ...own];
}
