/** What to do about exceptions that are common in training code. The first pattern that fits `type: message` counts. */
const advices: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [
    /ModuleNotFoundError: No module named '([^']{1,200})'/,
    ([, module = '']) =>
      `Install what provides ${module.split('.')[0]}: in the image, or with packages_to_install of the component.`,
  ],
  [
    /ImportError: cannot import name '([^']{1,200})' from '([^']{1,200})'/,
    ([, name, module = '']) =>
      `The version of ${module.split('.')[0]} in the image has no ${name}: pin the version that the code was written for.`,
  ],
  [
    /ImportError: (lib[\w.+-]{1,100}): cannot open shared object file/,
    ([, library]) =>
      `The image lacks the system library ${library}: install it, or take an image that has it.`,
  ],
  [
    /ImportError/,
    () => 'Check that the versions of the packages in the image fit together.',
  ],
  [
    /No CUDA GPUs are available|Found no NVIDIA driver|Torch not compiled with CUDA|no CUDA-capable device/,
    () =>
      'It has no GPU: ask for one (resources.limits, nvidia.com/gpu), and use an image that is built with CUDA.',
  ],
  [
    /no kernel image is available for execution/,
    () =>
      'The packages in the image are not built for this kind of GPU: use a newer image, or another GPU.',
  ],
  [
    /device-side assert triggered|CUDA error/,
    () =>
      'CUDA tells of errors late: set CUDA_LAUNCH_BLOCKING=1 to see the line that caused it. A label out of range is the usual cause.',
  ],
  [
    /DataLoader worker \(pid.{0,60}(?:Bus error|killed by signal)|shared memory|shm/,
    () =>
      'Its data loaders need more shared memory: mount an emptyDir with medium Memory at /dev/shm, or use fewer workers.',
  ],
  [
    /FileNotFoundError: \[Errno 2\] No such file or directory: '([^']{1,300})'/,
    ([, path]) =>
      `Check that ${path} is in the image, or that the volume that holds it is mounted there.`,
  ],
  [
    /PermissionError/,
    () =>
      'It may not write or read there: use a volume, or a path such as /tmp; the container may run as another user than you expect.',
  ],
  [/MemoryError/, () => 'Raise its memory limit, or read the data in pieces.'],
  [
    /size mismatch for|Missing key\(s\) in state_dict|Unexpected key\(s\) in state_dict/,
    () =>
      'The checkpoint belongs to another model: check the path and the model’s configuration.',
  ],
];

/** What to do about an exception, where that is known. */
export function exceptionAdvice(
  type: string,
  message: string,
): string | undefined {
  const said = `${type}: ${message}`;
  for (const [pattern, words] of advices) {
    const match = pattern.exec(said);
    if (match) {
      return words(match);
    }
  }
  return undefined;
}
