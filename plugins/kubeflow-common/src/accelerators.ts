import { asQuantity } from './reading/quantity';
import { asRecord, asRecords, asString, at } from './reading/tolerant';

/** @public */
export type AcceleratorVendor =
  'nvidia' | 'amd' | 'intel' | 'habana' | 'google' | 'aws' | 'other';

/**
 * Accelerators asked for, summed over all pods of the object.
 *
 * @public
 */
export interface AcceleratorRequest {
  /**
   * Extended resource name (`nvidia.com/gpu`, `nvidia.com/mig-1g.5gb`) or, for DRA, the name of the device class,
   * claim template or claim: a pod names only these, and each counts as one device.
   */
  resource: string;
  vendor: AcceleratorVendor;
  /** Whole devices (MIG: slices), over all pods. */
  count: number;
  /** `true` when claimed through Dynamic Resource Allocation instead of an extended resource. */
  dynamic?: boolean;
  /** Model or product when a node selector or label names it, for example `NVIDIA-H100-80GB-HBM3`. */
  product?: string;
}

/** More different devices than one object can sensibly ask for. */
const MAX_REQUESTS = 32;

/**
 * Extended resources that are devices. Their neighbours that are shares of a device (`nvidia.com/gpumem`,
 * `gpu.intel.com/millicores`) or look at it (`gpu.intel.com/i915_monitoring`) are left out: they would count twice.
 */
const devices: readonly [RegExp, AcceleratorVendor][] = [
  [/^nvidia\.com\/(gpu(\.shared)?|mig-[A-Za-z0-9._-]{1,60})$/, 'nvidia'],
  // AMD's device plugin names partitions by compute and memory mode: amd.com/cpx_nps4.
  [/^amd\.com\/(gpu|[a-z]{3,4}_nps\d)$/, 'amd'],
  [/^(intel\.com\/gpu|gpu\.intel\.com\/(i915|xe))$/, 'intel'],
  [/^habana\.ai\/gaudi$/, 'habana'],
  [/^(google\.com\/tpu|cloud-tpus\.google\.com\/[a-z0-9-]{1,60})$/, 'google'],
  [/^aws\.amazon\.com\/neuron(core|device)?$/, 'aws'],
  [/^huawei\.com\/(npu|Ascend[A-Za-z0-9-]{1,40})$/, 'other'],
  [/^[a-z0-9][a-z0-9.-]{0,80}\/(gpu|npu|tpu|mlu|dcu|gcu|xpu)$/, 'other'],
];

/** Kubernetes gives every device class an extended resource of this prefix (KEP-5004). */
const DEVICE_CLASS_PREFIX = 'deviceclass.resource.kubernetes.io/';

/** Claims are free in their names; these words tell that the claim is for the network. */
const networkClaim =
  /imex|compute-?domain|rdma|roce|infiniband|(^|[.-])nics?([.-]|$)|network/i;

/** Node labels that name the model of a device, and whose. */
const productLabels: readonly [string, AcceleratorVendor][] = [
  ['nvidia.com/gpu.product', 'nvidia'],
  ['cloud.google.com/gke-accelerator', 'nvidia'],
  ['karpenter.k8s.aws/instance-gpu-name', 'nvidia'],
  ['eks.amazonaws.com/instance-gpu-name', 'nvidia'],
  ['amd.com/gpu.product-name', 'amd'],
  ['cloud.google.com/gke-tpu-accelerator', 'google'],
];

/**
 * An accelerator by its resource name, or `undefined` when the resource is none (cpu, memory, network cards) or the
 * quantity is not positive.
 *
 * @public
 */
export function acceleratorOf(
  resource: string,
  quantity: unknown,
): AcceleratorRequest | undefined {
  // Extended resources have a domain; cpu and memory do not.
  const amount = resource.includes('/') ? asQuantity(quantity) : undefined;
  if (amount === undefined || amount <= 0) {
    return undefined;
  }
  // As the API server does: a part of a device is a device.
  const count = clamp(Math.ceil(amount));
  if (resource.startsWith(DEVICE_CLASS_PREFIX)) {
    const deviceClass = resource.slice(DEVICE_CLASS_PREFIX.length);
    return claimed(deviceClass, count);
  }
  for (const [pattern, vendor] of devices) {
    if (pattern.test(resource)) {
      return { resource, vendor, count };
    }
  }
  return undefined;
}

/**
 * What one container (or `resourcesPerNode`) asks for: its limits or, where a limit is missing, its requests.
 *
 * @param resources - a `ResourceRequirements`
 * @public
 */
export function acceleratorsOfResources(
  resources: unknown,
): AcceleratorRequest[] {
  const given = asRecord(resources);
  if (!given) {
    return [];
  }
  const limits = asRecord(given.limits) ?? {};
  const requests = asRecord(given.requests) ?? {};
  const found: AcceleratorRequest[] = [];
  for (const resource of new Set([
    ...Object.keys(limits),
    ...Object.keys(requests),
  ])) {
    const accelerator = acceleratorOf(
      resource,
      Object.hasOwn(limits, resource) ? limits[resource] : requests[resource],
    );
    if (accelerator) {
      found.push(accelerator);
      if (found.length === MAX_REQUESTS) {
        break;
      }
    }
  }
  return found;
}

/**
 * What `pods` pods of a template ask for.
 *
 * Containers count together; an init container only counts where it needs more than they do, since it runs before
 * them; a sidecar (an init container with `restartPolicy: Always`) stays and counts with them (KEP-753). Claims made
 * from a template are one per pod; a claim by name is one for all pods (KEP-4381).
 *
 * @param template - a pod template, a pod, or a pod's spec
 * @public
 */
export function acceleratorsOfPodTemplate(
  template: unknown,
  pods = 1,
): AcceleratorRequest[] {
  const spec = asRecord(at(template, 'spec')) ?? asRecord(template);
  if (!spec || !(pods > 0)) {
    return [];
  }
  const requests = effectiveRequests(spec);
  const products = requests.length > 0 ? productsOf(spec) : undefined;
  const perPod = requests.map(request => {
    const product = products?.get(request.vendor);
    return product && !request.dynamic ? { ...request, product } : request;
  });
  if (spec.resourceClaims === undefined) {
    return multiplyAccelerators(perPod, pods);
  }
  const { own, shared } = claimsOf(spec);
  return sumAccelerators([
    multiplyAccelerators(sumAccelerators([perPod, own]), pods),
    shared,
  ]);
}

function effectiveRequests(
  spec: Record<string, unknown>,
): AcceleratorRequest[] {
  let sidecars: AcceleratorRequest[] = [];
  let peak: AcceleratorRequest[] = [];
  for (const container of asRecords(spec.initContainers)) {
    const own = acceleratorsOfResources(container.resources);
    if (container.restartPolicy === 'Always') {
      sidecars = sumAccelerators([sidecars, own]);
    } else {
      peak = largest(peak, sumAccelerators([sidecars, own]));
    }
  }
  const containers = asRecords(spec.containers);
  if (containers.length === 1 && spec.initContainers === undefined) {
    // Nearly every pod that trains.
    return acceleratorsOfResources(containers[0]?.resources);
  }
  const main = containers.map(container =>
    acceleratorsOfResources(container.resources),
  );
  return largest(sumAccelerators([...main, sidecars]), peak);
}

function claimsOf(spec: Record<string, unknown>): {
  own: AcceleratorRequest[];
  shared: AcceleratorRequest[];
} {
  const own: AcceleratorRequest[] = [];
  const shared: AcceleratorRequest[] = [];
  for (const claim of asRecords(spec.resourceClaims).slice(0, MAX_REQUESTS)) {
    const template = asString(claim.resourceClaimTemplateName);
    const name = template ?? asString(claim.resourceClaimName);
    const accelerator = name ? claimed(name, 1) : undefined;
    if (accelerator) {
      (template ? own : shared).push(accelerator);
    }
  }
  return { own: sumAccelerators([own]), shared: sumAccelerators([shared]) };
}

/** @returns `undefined` when the name is no object name, or says that no accelerator is meant */
function claimed(name: string, count: number): AcceleratorRequest | undefined {
  if (
    !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name) ||
    networkClaim.test(name)
  ) {
    return undefined;
  }
  return { resource: name, vendor: claimVendor(name), count, dynamic: true };
}

/** Device classes are named after their driver: gpu.nvidia.com, gpu.amd.com, gpu.intel.com, tpu.google.com. */
function claimVendor(name: string): AcceleratorVendor {
  const match = /nvidia|amd|intel|gaudi|habana|google|tpu|neuron|aws/.exec(
    name,
  );
  switch (match?.[0]) {
    case 'nvidia':
    case 'amd':
    case 'intel':
      return match[0];
    case 'gaudi':
    case 'habana':
      return 'habana';
    case 'google':
    case 'tpu':
      return 'google';
    case 'neuron':
    case 'aws':
      return 'aws';
    default:
      return 'other';
  }
}

function productsOf(
  spec: Record<string, unknown>,
): Map<AcceleratorVendor, string> {
  const products = new Map<AcceleratorVendor, string>();
  if (spec.nodeSelector === undefined && spec.affinity === undefined) {
    return products;
  }
  for (const [label, vendor] of productLabels) {
    const product =
      at(spec, 'nodeSelector', label) ?? requiredByAffinity(spec, label);
    if (
      typeof product === 'string' &&
      /^[A-Za-z0-9][-A-Za-z0-9_.]{0,62}$/.test(product)
    ) {
      products.set(vendor, product);
    }
  }
  return products;
}

/** The one value that the node affinity demands for a label; several values name no product. */
function requiredByAffinity(
  spec: Record<string, unknown>,
  label: string,
): unknown {
  const terms = asRecords(
    at(
      spec,
      'affinity',
      'nodeAffinity',
      'requiredDuringSchedulingIgnoredDuringExecution',
      'nodeSelectorTerms',
    ),
  );
  // Terms are alternatives: only a single one is a demand.
  if (terms.length !== 1) {
    return undefined;
  }
  for (const expression of asRecords(terms[0]?.matchExpressions)) {
    if (
      expression.key === label &&
      expression.operator === 'In' &&
      at(expression, 'values', 1) === undefined
    ) {
      return at(expression, 'values', 0);
    }
  }
  return undefined;
}

/** The same accelerators, `n` times; none for zero, a fraction of one pod, or no number. @public */
export function multiplyAccelerators(
  accelerators: readonly AcceleratorRequest[],
  n: number,
): AcceleratorRequest[] {
  const times = Math.floor(n);
  if (!(times > 0)) {
    return [];
  }
  return accelerators.map(request => ({
    ...request,
    count: clamp(request.count * times),
  }));
}

/** One list out of many: equal devices are added up, in the order in which they first occur. @public */
export function sumAccelerators(
  lists: Iterable<readonly AcceleratorRequest[]>,
): AcceleratorRequest[] {
  return combine(lists, (one, other) => clamp(one + other));
}

/** How many devices in all. @public */
export function countAccelerators(
  accelerators: readonly AcceleratorRequest[],
): number {
  return accelerators.reduce((sum, request) => clamp(sum + request.count), 0);
}

function largest(
  one: readonly AcceleratorRequest[],
  other: readonly AcceleratorRequest[],
): AcceleratorRequest[] {
  return combine([one, other], Math.max);
}

function combine(
  lists: Iterable<readonly AcceleratorRequest[]>,
  join: (one: number, other: number) => number,
): AcceleratorRequest[] {
  const byDevice = new Map<string, AcceleratorRequest>();
  for (const list of lists) {
    for (const request of list) {
      const key = `${request.resource}|${request.dynamic ?? false}|${request.product ?? ''}`;
      const known = byDevice.get(key);
      if (known) {
        known.count = join(known.count, request.count);
      } else if (byDevice.size < MAX_REQUESTS) {
        byDevice.set(key, { ...request });
      }
    }
  }
  return [...byDevice.values()];
}

function clamp(count: number): number {
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}
