import type { ApiObject } from '../cluster/types';
import { isObject, type JsonObject } from '../json';

function setMissing(target: JsonObject, defaults: JsonObject): void {
  for (const [key, value] of Object.entries(defaults)) {
    if (target[key] === undefined || target[key] === null) target[key] = value;
  }
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Amounts may be sent as numbers; they are read back as text. */
function quantities(container: JsonObject): void {
  if (!isObject(container.resources)) return;
  for (const amounts of [
    container.resources.limits,
    container.resources.requests,
  ]) {
    if (!isObject(amounts)) continue;
    for (const [name, amount] of Object.entries(amounts)) {
      if (typeof amount === 'number') amounts[name] = String(amount);
    }
  }
}

function podSpec(spec: JsonObject): void {
  setMissing(spec, {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
  });
  for (const container of [
    ...objects(spec.containers),
    ...objects(spec.initContainers),
  ]) {
    const image = String(container.image ?? '');
    const latest =
      !image.split('/').at(-1)!.includes(':') || image.endsWith(':latest');
    setMissing(container, {
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: latest ? 'Always' : 'IfNotPresent',
    });
    quantities(container);
    for (const port of objects(container.ports))
      setMissing(port, { protocol: 'TCP' });
  }
}

function template(object: ApiObject): void {
  if (!isObject(object.spec) || !isObject(object.spec.template)) return;
  if (isObject(object.spec.template.spec)) podSpec(object.spec.template.spec);
}

/** `Guaranteed`, `Burstable` or `BestEffort`, from cpu and memory alone, as the kubelet decides it. */
function qosClass(spec: JsonObject): string {
  const resources = objects(spec.containers).map(({ resources: of }) => ({
    requests: isObject(of) && isObject(of.requests) ? of.requests : {},
    limits: isObject(of) && isObject(of.limits) ? of.limits : {},
  }));
  const asked = resources.flatMap(({ requests, limits }) =>
    ['cpu', 'memory'].flatMap(name => [requests[name], limits[name]]),
  );
  if (asked.every(amount => amount === undefined)) return 'BestEffort';
  const guaranteed = resources.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      name =>
        limits[name] !== undefined &&
        (requests[name] ?? limits[name]) === limits[name],
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

/** What the API server fills in: enough of it for clients that read what they did not write. */
export const defaults: Record<
  string,
  (object: ApiObject, before?: ApiObject) => void
> = {
  '/pods'(pod, before) {
    if (isObject(pod.spec)) {
      podSpec(pod.spec);
      setMissing(pod.spec, {
        serviceAccountName: 'default',
        enableServiceLinks: true,
      });
      if (!before) {
        pod.status = isObject(pod.status) ? pod.status : {};
        setMissing(pod.status as JsonObject, {
          phase: 'Pending',
          qosClass: qosClass(pod.spec),
        });
      }
    }
  },
  '/namespaces'(namespace, before) {
    namespace.metadata.labels = {
      ...namespace.metadata.labels,
      'kubernetes.io/metadata.name': namespace.metadata.name,
    };
    if (!before) {
      namespace.spec = { finalizers: ['kubernetes'] };
      namespace.status = { phase: 'Active' };
    }
  },
  '/secrets'(secret) {
    setMissing(secret, { type: 'Opaque' });
    if (isObject(secret.stringData)) {
      const data = isObject(secret.data) ? secret.data : {};
      for (const [key, value] of Object.entries(secret.stringData)) {
        data[key] = Buffer.from(String(value)).toString('base64');
      }
      secret.data = data;
      delete secret.stringData;
    }
  },
  '/services'(service) {
    if (!isObject(service.spec)) return;
    setMissing(service.spec, { type: 'ClusterIP', sessionAffinity: 'None' });
    for (const port of objects(service.spec.ports)) {
      setMissing(port, { protocol: 'TCP', targetPort: port.port });
    }
  },
  '/persistentvolumeclaims'(claim, before) {
    if (isObject(claim.spec))
      setMissing(claim.spec, { volumeMode: 'Filesystem' });
    if (!before)
      claim.status = {
        phase: 'Pending',
        ...(isObject(claim.status) ? claim.status : {}),
      };
  },
  'batch/jobs'(job, before) {
    template(job);
    if (!isObject(job.spec)) return;
    setMissing(job.spec, {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
    });
    if (!before) job.status = isObject(job.status) ? job.status : {};
  },
  'apps/deployments': replicated,
  'apps/replicasets': replicated,
  'apps/statefulsets': replicated,
  'rbac.authorization.k8s.io/rolebindings': roleBinding,
  'rbac.authorization.k8s.io/clusterrolebindings': roleBinding,
};

function replicated(object: ApiObject): void {
  template(object);
  if (isObject(object.spec)) setMissing(object.spec, { replicas: 1 });
  object.status = isObject(object.status) ? object.status : {};
}

function roleBinding(binding: ApiObject): void {
  if (isObject(binding.roleRef)) {
    setMissing(binding.roleRef, { apiGroup: 'rbac.authorization.k8s.io' });
  }
  for (const subject of objects(binding.subjects)) {
    if (subject.kind !== 'ServiceAccount') {
      setMissing(subject, { apiGroup: 'rbac.authorization.k8s.io' });
    }
  }
}
