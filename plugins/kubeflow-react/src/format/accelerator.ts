import type { AcceleratorRequest } from '@kubeflow-portal/plugin-kubeflow-common';

const names = new Map(
  Object.entries({
    'nvidia.com/gpu': 'GPU',
    'amd.com/gpu': 'AMD GPU',
    'intel.com/gpu': 'Intel GPU',
    'gpu.intel.com/i915': 'Intel GPU',
    'gpu.intel.com/xe': 'Intel GPU',
    'habana.ai/gaudi': 'Gaudi',
    'google.com/tpu': 'TPU',
    'aws.amazon.com/neuron': 'Neuron',
    'aws.amazon.com/neuroncore': 'Neuron core',
  }),
);

/**
 * What people call a device: `GPU`, `MIG 1g.5gb`, `H100-80GB`. The name that the API has belongs beside it, in
 * a tooltip.
 */
export function acceleratorName(accelerator: AcceleratorRequest): string {
  const { resource, product } = accelerator;
  const slice = /^nvidia\.com\/(mig-.+)$/.exec(resource)?.[1];
  if (slice) {
    return slice.replace(/^mig-/, 'MIG ');
  }
  if (product) {
    // The maker is said by the resource, the kind of memory and the form by the tooltip.
    return product
      .replace(/^(NVIDIA|AMD|Intel|Tesla)[- ]/, '')
      .replace(/-(HBM|SXM|PCI)\w*/gi, '');
  }
  return names.get(resource) ?? resource.split('/').pop() ?? resource;
}
