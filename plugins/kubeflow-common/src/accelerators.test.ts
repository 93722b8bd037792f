import fc from 'fast-check';
import {
  acceleratorOf,
  acceleratorsOfPodTemplate,
  acceleratorsOfResources,
  countAccelerators,
  multiplyAccelerators,
  sumAccelerators,
} from './accelerators';
import type { AcceleratorRequest } from './accelerators';
import { acceleratorSchema } from './api';
import { asQuantity } from './reading';
import { arbitraryJson } from './testing/arbitraryObjects';

const gpus = (limit: unknown, resource = 'nvidia.com/gpu') => ({
  resources: { limits: { [resource]: limit } },
});

describe('acceleratorOf', () => {
  it.each([
    ['nvidia.com/gpu', 'nvidia'],
    ['nvidia.com/gpu.shared', 'nvidia'],
    ['nvidia.com/mig-1g.5gb', 'nvidia'],
    ['nvidia.com/mig-3g.20gb.shared', 'nvidia'],
    ['amd.com/gpu', 'amd'],
    ['amd.com/cpx_nps4', 'amd'],
    ['intel.com/gpu', 'intel'],
    ['gpu.intel.com/i915', 'intel'],
    ['gpu.intel.com/xe', 'intel'],
    ['habana.ai/gaudi', 'habana'],
    ['google.com/tpu', 'google'],
    ['cloud-tpus.google.com/v3', 'google'],
    ['aws.amazon.com/neuron', 'aws'],
    ['aws.amazon.com/neuroncore', 'aws'],
    ['aws.amazon.com/neurondevice', 'aws'],
    ['huawei.com/Ascend910', 'other'],
    ['metax-tech.com/gpu', 'other'],
  ])('knows %s', (resource, vendor) => {
    expect(acceleratorOf(resource, '2')).toEqual({
      resource,
      vendor,
      count: 2,
    });
  });

  it.each([
    'cpu',
    'memory',
    'hugepages-2Mi',
    'nvidia.com/gpumem',
    'nvidia.com/hostdev',
    'gpu.intel.com/millicores',
    'gpu.intel.com/memory.max',
    'gpu.intel.com/i915_monitoring',
    'rdma/hca_shared_devices_a',
    'vpc.amazonaws.com/efa',
    'nvidia.com/mig-<script>',
    '__proto__',
    '',
  ])('takes %j for something else', resource => {
    expect(acceleratorOf(resource, 1)).toBeUndefined();
  });

  it('counts a device class that is asked for like a resource', () => {
    expect(
      acceleratorOf('deviceclass.resource.kubernetes.io/gpu.nvidia.com', 4),
    ).toEqual({
      resource: 'gpu.nvidia.com',
      vendor: 'nvidia',
      count: 4,
      dynamic: true,
    });
  });

  it.each([
    [4, 4],
    ['4', 4],
    ['4k', 4000],
    ['2Ki', 2048],
    ['1e1', 10],
    ['1E1', 10],
    ['500m', 1],
    ['1E', Number.MAX_SAFE_INTEGER],
  ])('reads the quantity %j', (quantity, count) => {
    expect(acceleratorOf('nvidia.com/gpu', quantity)?.count).toBe(count);
  });

  it.each([
    0,
    '0',
    -1,
    '-3',
    '',
    ' 4',
    '4 ',
    '0x10',
    '4KB',
    'many',
    null,
    {},
    Number.NaN,
    '1e999',
  ])('asks for nothing with the quantity %j', quantity => {
    expect(acceleratorOf('nvidia.com/gpu', quantity)).toBeUndefined();
  });
});

describe('acceleratorsOfResources', () => {
  it('takes the limit, and the request where there is none', () => {
    expect(
      acceleratorsOfResources({
        requests: { 'nvidia.com/gpu': 1, 'amd.com/gpu': 3 },
        limits: { 'nvidia.com/gpu': 2, cpu: 8 },
      }),
    ).toEqual([
      { resource: 'nvidia.com/gpu', vendor: 'nvidia', count: 2 },
      { resource: 'amd.com/gpu', vendor: 'amd', count: 3 },
    ]);
  });
});

describe('acceleratorsOfPodTemplate', () => {
  const count = (spec: unknown, pods?: number) =>
    countAccelerators(acceleratorsOfPodTemplate({ spec }, pods));

  it('adds up the containers, over all pods', () => {
    expect(count({ containers: [gpus(2), gpus('1')] }, 3)).toBe(9);
  });

  it('counts an init container only where it needs more', () => {
    expect(count({ initContainers: [gpus(1)], containers: [gpus(2)] })).toBe(2);
    expect(
      count({ initContainers: [gpus(4), gpus(3)], containers: [gpus(2)] }),
    ).toBe(4);
  });

  it('counts a sidecar with the containers, and with the init containers after it', () => {
    const sidecar = { ...gpus(1), restartPolicy: 'Always' };
    expect(count({ initContainers: [sidecar], containers: [gpus(2)] })).toBe(3);
    expect(
      count({ initContainers: [sidecar, gpus(4)], containers: [gpus(2)] }),
    ).toBe(5);
    expect(
      count({ initContainers: [gpus(4), sidecar], containers: [gpus(2)] }),
    ).toBe(4);
  });

  it('takes a template, a pod and a spec alike', () => {
    const spec = { containers: [gpus(2)] };
    expect(acceleratorsOfPodTemplate(spec)).toEqual(
      acceleratorsOfPodTemplate({ spec }),
    );
  });

  it('names the product that the nodes must have', () => {
    const spec = { containers: [gpus(1), gpus(2, 'google.com/tpu')] };
    expect(
      acceleratorsOfPodTemplate({
        ...spec,
        nodeSelector: {
          'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb',
          'cloud.google.com/gke-tpu-accelerator': 'tpu-v5p-slice',
        },
      }).map(({ product }) => product),
    ).toEqual(['nvidia-h100-80gb', 'tpu-v5p-slice']);
    const affinity = (values: string[]) => ({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: 'nvidia.com/gpu.product', operator: 'In', values },
              ],
            },
          ],
        },
      },
    });
    const productOf = (values: string[]) =>
      acceleratorsOfPodTemplate({
        containers: [gpus(1)],
        affinity: affinity(values),
      })[0]?.product;
    expect(productOf(['NVIDIA-L4'])).toBe('NVIDIA-L4');
    expect(productOf(['NVIDIA-L4', 'NVIDIA-T4'])).toBeUndefined();
  });

  it('counts claims: one per pod from a template, one for all by name', () => {
    expect(
      acceleratorsOfPodTemplate(
        {
          containers: [{ resources: { claims: [{ name: 'gpu' }] } }],
          resourceClaims: [
            { name: 'gpu', resourceClaimTemplateName: 'single-gpu.nvidia.com' },
            { name: 'shared', resourceClaimName: 'team-gpu' },
            { name: 'domain', resourceClaimTemplateName: 'imex-channel-0' },
          ],
        },
        4,
      ),
    ).toEqual([
      {
        resource: 'single-gpu.nvidia.com',
        vendor: 'nvidia',
        count: 4,
        dynamic: true,
      },
      { resource: 'team-gpu', vendor: 'other', count: 1, dynamic: true },
    ]);
  });

  it('never throws, and its answer fits the wire', () => {
    fc.assert(
      fc.property(
        arbitraryJson,
        fc.oneof(fc.nat(), fc.double()),
        (template, pods) => {
          acceleratorSchema
            .strict()
            .array()
            .max(64)
            .parse(acceleratorsOfPodTemplate(template, pods));
        },
      ),
    );
  });
});

describe('sums and products', () => {
  const request: fc.Arbitrary<AcceleratorRequest> = fc.record(
    {
      resource: fc.constantFrom(
        'nvidia.com/gpu',
        'amd.com/gpu',
        'nvidia.com/mig-1g.5gb',
      ),
      vendor: fc.constant('nvidia' as const),
      count: fc.integer({ min: 1, max: 1000 }),
      product: fc.constantFrom('NVIDIA-L4', 'NVIDIA-T4'),
    },
    { requiredKeys: ['resource', 'vendor', 'count'] },
  );
  const requests = fc.array(request, { maxLength: 6 });
  const byDevice = (list: readonly AcceleratorRequest[]) =>
    [...list].sort((one, other) =>
      JSON.stringify(one).localeCompare(JSON.stringify(other)),
    );

  it('lose and invent nothing, in any order', () => {
    fc.assert(
      fc.property(requests, requests, requests, (a, b, c) => {
        const sum = sumAccelerators([a, b, c]);
        expect(countAccelerators(sum)).toBe(
          countAccelerators([...a, ...b, ...c]),
        );
        expect(byDevice(sum)).toEqual(
          byDevice(sumAccelerators([c, sumAccelerators([b, a])])),
        );
      }),
    );
  });

  it('multiply like repeated sums', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 0, max: 12 }), (list, n) => {
        const sum = sumAccelerators([list]);
        expect(multiplyAccelerators(sum, n)).toEqual(
          sumAccelerators(Array(n).fill(list)),
        );
      }),
    );
  });

  it('leave what they are given as it is', () => {
    const list: AcceleratorRequest[] = [
      { resource: 'amd.com/gpu', vendor: 'amd', count: 1 },
    ];
    sumAccelerators([list, list])[0]!.count = 7;
    multiplyAccelerators(list, 5);
    expect(list).toEqual([
      { resource: 'amd.com/gpu', vendor: 'amd', count: 1 },
    ]);
  });
});

describe('asQuantity', () => {
  it('reads every whole number that is written in any suffix', () => {
    const suffixes = { '': 1, k: 1e3, M: 1e6, Ki: 1024, Mi: 1024 ** 2 };
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.constantFrom(...Object.entries(suffixes)),
        (number, [suffix, factor]) => {
          expect(asQuantity(`${number}${suffix}`)).toBe(number * factor);
        },
      ),
    );
  });

  it('reads decimals', () => {
    expect(asQuantity('0.5')).toBe(0.5);
    expect(asQuantity('.5')).toBe(0.5);
    expect(asQuantity('250m')).toBe(0.25);
  });
});
