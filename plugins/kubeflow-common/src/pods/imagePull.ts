const causes: readonly [RegExp, string][] = [
  [
    /no match for platform|does not match the specified platform/i,
    'it is not made for the processor of this node',
  ],
  [
    /toomanyrequests|rate limit|429/i,
    'the registry allows no more pulls for now',
  ],
  [
    /unauthorized|authentication required|denied|forbidden|no basic auth|401|403/i,
    'the registry refuses access; check the name and the image pull secret',
  ],
  [
    /not found|manifest unknown|404|does not exist/i,
    'the registry does not have it',
  ],
  [
    /no such host|i\/o timeout|connection refused|dial tcp|deadline exceeded|TLS|x509/i,
    'the registry cannot be reached',
  ],
  [/no space left/i, 'the disk of the node is full'],
];

/** Waiting reasons of the kubelet that are about the image (k8s.io/kubernetes pkg/kubelet/images). @public */
export const imageReasons: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
  'SignatureValidationFailed',
]);

/** Why an image cannot be pulled, as a predicate. @public */
export function imagePullInWords(
  reason: string,
  image: string | undefined,
  message: string | undefined,
): string {
  const which = image ? `its image ${image}` : 'its image';
  if (reason === 'InvalidImageName') {
    return `cannot start: ${image ?? 'the name of its image'} is not the name of an image`;
  }
  if (reason === 'ErrImageNeverPull') {
    return `cannot start: ${which} is not on the node, and it may not be pulled`;
  }
  // The name of an image can hold any of the words that are looked for.
  const said = image ? message?.replaceAll(image, '') : message;
  const cause = said && causes.find(([pattern]) => pattern.test(said))?.[1];
  return `waits for ${which}, which cannot be pulled${cause ? `: ${cause}` : ''}`;
}
