import type { AcceleratorRequest } from '../../accelerators';

/** `2 × nvidia.com/gpu, 1 × NVIDIA-H100-80GB-HBM3`; empty for none. @public */
export function acceleratorsInWords(
  accelerators: readonly AcceleratorRequest[],
): string {
  return accelerators
    .map(({ count, product, resource }) => `${count} × ${product ?? resource}`)
    .join(', ');
}
